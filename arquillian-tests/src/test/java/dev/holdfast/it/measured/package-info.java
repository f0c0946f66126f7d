/** Workflows that do as little as possible, for measuring what the engine costs. Nothing else. */
@NullMarked
package dev.holdfast.it.measured;

import org.jspecify.annotations.NullMarked;
