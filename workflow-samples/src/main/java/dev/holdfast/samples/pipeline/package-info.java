/**
 * Moves records from an HTTP source by way of a file into a table, and offers such a source for
 * demos. Nothing here is needed by another sample.
 */
@NullMarked
package dev.holdfast.samples.pipeline;

import org.jspecify.annotations.NullMarked;
