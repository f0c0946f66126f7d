package dev.holdfast.web.console.overview;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Says how far back charts look. */
public enum Period {
  /** An hour, by the minute. */
  HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
  /** Six hours, by five minutes. */
  SHIFT(Duration.ofHours(6), Duration.ofMinutes(5)),
  /** A day, by half an hour. */
  DAY(Duration.ofDays(1), Duration.ofMinutes(30));

  private final Duration back;
  private final Duration bucket;

  Period(Duration back, Duration bucket) {
    this.back = back;
    this.bucket = bucket;
  }

  /**
   * Reads what an address says.
   *
   * @param name such as {@code day}
   * @return the period; an hour for anything else
   */
  static Period of(String name) {
    return Arrays.stream(values()).filter(it -> it.getName().equals(name)).findFirst().orElse(HOUR);
  }

  /**
   * Returns the name in addresses and texts.
   *
   * @return such as {@code day}
   */
  public String getName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns how far to look back. */
  Duration back() {
    return back;
  }

  /** Returns for how long a bar stands. */
  Duration bucket() {
    return bucket;
  }
}
