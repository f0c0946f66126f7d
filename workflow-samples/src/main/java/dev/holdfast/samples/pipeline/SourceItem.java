package dev.holdfast.samples.pipeline;

import java.math.BigDecimal;

/**
 * Is an item as the source delivers it.
 *
 * @param id its id
 * @param name its name, blanks and case as somebody typed them
 * @param price its price
 * @param currency ISO code of the price's currency
 */
public record SourceItem(String id, String name, BigDecimal price, String currency) {

  /** Checks that nothing is missing. */
  public SourceItem {
    if (id == null || name == null || price == null || currency == null) {
      throw new IllegalArgumentException(
          "An item needs id, name, price and currency, was %s, %s, %s, %s"
              .formatted(id, name, price, currency));
    }
  }

  NormalizedItem normalized() {
    return NormalizedItem.of(this);
  }
}
