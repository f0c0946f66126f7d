/**
 * Decides what control calls do to an instance: one table says which call does what in which
 * status. Nothing here waits, reads or writes; the rows are changed by whoever asks.
 */
@NullMarked
package dev.holdfast.engine.control;

import org.jspecify.annotations.NullMarked;
