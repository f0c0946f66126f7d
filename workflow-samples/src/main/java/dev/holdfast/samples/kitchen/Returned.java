package dev.holdfast.samples.kitchen;

import org.jspecify.annotations.Nullable;

/** Is the value that a {@code return} ends the workflow with. */
record Returned(@Nullable Object value) {}
