package dev.holdfast.samples.kitchen;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws what scripts are made of. */
final class ScriptValues {

  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int DEEPEST = 3;

  private final Random random;
  private int names;

  ScriptValues(Random random) {
    this.random = random;
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Returns a whole number between two, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Returns a name that nothing else in the script has. */
  String name(String prefix) {
    return prefix + names++;
  }

  /**
   * Returns milliseconds up to two days, so many different ones that two parts of a script hardly
   * ever end at the same time.
   */
  int millis() {
    return between(1, 2 * MILLIS_PER_DAY);
  }

  Duration duration() {
    return Duration.ofMillis(millis());
  }

  @Nullable Object json() {
    return json(0);
  }

  private @Nullable Object json(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 8 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> between(-1_000_000, 1_000_000);
      case 3 -> new BigDecimal(random.nextLong()).movePointLeft(between(0, 20));
      case 4 -> "text ${i} ä \"\\\n" + random.nextInt(100);
      case 5 -> "";
      case 6 -> list(depth);
      default -> members(depth);
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = between(0, 3); i > 0; i--) {
      list.add(json(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> members(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = between(0, 3); i > 0; i--) {
      members.put("m" + i, json(depth + 1));
    }
    return members;
  }
}
