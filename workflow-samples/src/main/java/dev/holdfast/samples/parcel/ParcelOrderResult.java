package dev.holdfast.samples.parcel;

/**
 * Says what became of an order.
 *
 * @param parcel id of the instance that delivers the parcel
 * @param outcome what is known of the delivery
 */
public record ParcelOrderResult(String parcel, String outcome) {}
