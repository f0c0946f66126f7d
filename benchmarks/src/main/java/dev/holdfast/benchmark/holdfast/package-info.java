/**
 * Holdfast as it is measured: inside the server, by its Java client. Added to the shipped archive.
 */
@NullMarked
package dev.holdfast.benchmark.holdfast;

import org.jspecify.annotations.NullMarked;
