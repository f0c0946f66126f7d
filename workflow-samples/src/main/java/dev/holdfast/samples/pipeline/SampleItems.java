package dev.holdfast.samples.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Makes up items of a shop, the same each time, as untidy as typed data is. */
final class SampleItems {

  private static final List<String> MATERIALS =
      List.of("oak", "Brass", "linen", "ENAMEL", "cork", "walnut", "Wool");
  private static final List<String> THINGS =
      List.of("lantern", "Deck Chair", "sail bag", "compass", "rope", "MUG", "barometer", "stool");
  private static final List<String> CURRENCIES = List.of("EUR", "gbp", "SEK");

  private SampleItems() {}

  static List<SourceItem> first(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(SampleItems::item).toList();
  }

  static SourceItem item(int number) {
    String gap = " ".repeat(1 + number % 3);
    String name = pick(MATERIALS, number) + gap + pick(THINGS, number * 3 + 1) + gap.substring(1);
    return new SourceItem(
        String.format(Locale.ROOT, "item-%05d", number),
        name,
        BigDecimal.valueOf(495 + number * 137L % 20_000, 2),
        pick(CURRENCIES, number));
  }

  private static String pick(List<String> words, int number) {
    return words.get(number % words.size());
  }
}
