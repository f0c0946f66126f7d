/**
 * Asks a person and goes on with the answer, or without one after a while. What was decided is kept
 * in a table that this package alone writes.
 */
@NullMarked
package dev.holdfast.samples.approval;

import org.jspecify.annotations.NullMarked;
