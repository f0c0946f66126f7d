/**
 * Holds what a run remembers, and the writer that makes it durable. Nothing else writes the
 * journal; which database it lies in is not known here.
 */
@NullMarked
package dev.holdfast.engine.journal;

import org.jspecify.annotations.NullMarked;
