/**
 * Measures by Micrometer what the engine does, and shows it to Prometheus and JMX. Nothing here
 * decides anything: without it the engine would do the same.
 */
@NullMarked
package dev.holdfast.metrics;

import org.jspecify.annotations.NullMarked;
