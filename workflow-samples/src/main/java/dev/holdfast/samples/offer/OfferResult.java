package dev.holdfast.samples.offer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Is the offer that was taken.
 *
 * @param supplier who answered first; null when nobody did in time
 * @param price what it wants
 */
public record OfferResult(@Nullable String supplier, @Nullable BigDecimal price) {

  static final OfferResult NONE = new OfferResult(null, null);
}
