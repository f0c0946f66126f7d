package dev.holdfast.samples.parcel;

import org.jspecify.annotations.Nullable;

/**
 * Orders the delivery of a parcel.
 *
 * @param recipient who gets it
 * @param waits whether the order ends with the delivery; else as soon as the parcel is on its way
 * @param transit how long the parcel travels, such as {@code 10 seconds}; 2 days when null
 */
public record ParcelOrderRequest(String recipient, boolean waits, @Nullable String transit) {}
