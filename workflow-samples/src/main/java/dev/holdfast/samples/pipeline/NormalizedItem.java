package dev.holdfast.samples.pipeline;

import java.math.RoundingMode;
import java.util.Locale;

/**
 * Is an item as it is loaded.
 *
 * @param id its id
 * @param normalized name and price in one spelling, such as {@code oak chair, 49.90 EUR}
 */
public record NormalizedItem(String id, String normalized) {

  static NormalizedItem of(SourceItem item) {
    String name = item.name().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    String price = item.price().setScale(2, RoundingMode.HALF_UP).toPlainString();
    return new NormalizedItem(
        item.id(), name + ", " + price + " " + item.currency().toUpperCase(Locale.ROOT));
  }
}
