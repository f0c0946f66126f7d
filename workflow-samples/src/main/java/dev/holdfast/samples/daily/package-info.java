/** Does something every day and comes back to it a week later: a schedule that starts a chain. */
@NullMarked
package dev.holdfast.samples.daily;

import org.jspecify.annotations.NullMarked;
