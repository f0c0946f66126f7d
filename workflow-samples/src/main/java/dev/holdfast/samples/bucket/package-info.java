/**
 * Keeps files by key, for what is too large or too public for a step's result. Nothing here knows a
 * workflow.
 */
@NullMarked
package dev.holdfast.samples.bucket;

import org.jspecify.annotations.NullMarked;
