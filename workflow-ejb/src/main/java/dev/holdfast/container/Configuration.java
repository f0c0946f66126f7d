package dev.holdfast.container;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidDurationException;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.Retention;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings by name. A value that is not understood stops the start with a message that names
 * the setting.
 */
final class Configuration {

  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(|b|kib|mib|gib|tib)");
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);

  /** Switches off; takes a limit away that is off by itself, but set where this value is not. */
  private static final String OFF = "off";

  private final SettingsSources sources;

  Configuration(SettingsSources sources) {
    this.sources = sources;
  }

  static Configuration ofProcess() {
    return new Configuration(ConfigurationFile.sourcesOfProcess());
  }

  Optional<String> text(String name) {
    return textOrEmpty(name).filter(text -> !text.isEmpty());
  }

  /** Returns the empty text too, for settings where that is a mistake. */
  Optional<String> textOrEmpty(String name) {
    return sources.find(name);
  }

  /** Describes what is set and has no meaning; only sensible when everything has been read. */
  List<String> unknown() {
    return sources.unknown();
  }

  boolean flag(String name) {
    Optional<String> text = text(name);
    return switch (text.orElse("false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "true or false", text.orElse(""));
    };
  }

  /** Reads a setting that is {@code on} or {@code off}. */
  boolean isOn(String name, boolean otherwise) {
    Optional<String> text = text(name);
    return switch (text.orElse(otherwise ? "on" : OFF).toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case OFF -> false;
      default -> throw invalid(name, "on or off", text.orElse(""));
    };
  }

  int whole(String name, int otherwise, int least, int most) {
    Optional<String> text = text(name);
    try {
      int value = text.map(Integer::valueOf).orElse(otherwise);
      check(name, value >= least && value <= most, least + " to " + most, value);
      return value;
    } catch (NumberFormatException e) {
      throw invalid(name, "a whole number from " + least + " to " + most, text.orElse(""));
    }
  }

  /** Reads a limit that may be off. */
  OptionalInt limit(String name, OptionalInt otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return OFF.equalsIgnoreCase(text.get())
        ? OptionalInt.empty()
        : OptionalInt.of(whole(name, 0, 1, Integer.MAX_VALUE));
  }

  double share(String name, double otherwise) {
    Optional<String> text = text(name);
    try {
      double value = text.map(Double::valueOf).orElse(otherwise);
      check(name, value >= 0 && value <= 1, "0 to 1", value);
      return value;
    } catch (NumberFormatException e) {
      throw invalid(name, "a number from 0 to 1", text.orElse(""));
    }
  }

  Optional<Duration> duration(String name, Duration least) {
    try {
      Optional<Duration> value = text(name).map(Durations::parse);
      value.ifPresent(d -> check(name, d.compareTo(least) >= 0, least + " or more", d));
      return value;
    } catch (InvalidDurationException e) {
      throw new InvalidOptionException("Setting " + name + ": " + e.getMessage());
    }
  }

  Optional<Duration> retention(String name) {
    try {
      Optional<Duration> value = text(name).map(Retention::parse);
      return new Retention(value, Optional.empty()).success();
    } catch (InvalidRequestException e) {
      throw invalid(name, "a duration of 0 to 3650 days, or forever", text(name).orElse(""));
    }
  }

  long bytes(String name, long otherwise, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = SIZE.matcher(text.get().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw invalid(name, "a size such as 512 KiB or 1 MiB", text.get());
    }
    BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 1L));
    BigDecimal value = new BigDecimal(matcher.group(1)).multiply(unit);
    check(
        name,
        value.compareTo(BigDecimal.valueOf(least)) >= 0
            && value.compareTo(BigDecimal.valueOf(most)) <= 0,
        least + " to " + most + " bytes",
        value.toPlainString());
    return value.longValue();
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    Optional<String> text = text(name);
    try {
      return text.map(t -> Enum.valueOf(type, t.toUpperCase(Locale.ROOT))).orElse(otherwise);
    } catch (IllegalArgumentException e) {
      throw invalid(
          name,
          "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
          text.orElse(""));
    }
  }

  static void check(String name, boolean holds, String bounds, Object value) {
    if (!holds) {
      throw invalid(name, bounds, value);
    }
  }

  private static InvalidOptionException invalid(String name, String expected, Object value) {
    return new InvalidOptionException(
        "Setting %s must be %s, was '%s'. (options.invalid)".formatted(name, expected, value));
  }
}
