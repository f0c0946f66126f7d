/** Shows what was measured to Prometheus. */
@NullMarked
package dev.holdfast.web.metrics;

import org.jspecify.annotations.NullMarked;
