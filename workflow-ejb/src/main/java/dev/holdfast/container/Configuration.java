package dev.holdfast.container;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidDurationException;
import dev.holdfast.api.InvalidOptionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by name: from system properties first, then from the environment, where {@code
 * holdfast.limits.steps} is {@code HOLDFAST_LIMITS_STEPS}. A value that is not understood stops the
 * start with a message that names the setting.
 */
final class Configuration {

  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(|b|kib|mib|gib)");
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

  private final Function<String, @Nullable String> properties;
  private final Function<String, @Nullable String> environment;

  Configuration(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  static Configuration ofProcess() {
    return new Configuration(System::getProperty, System::getenv);
  }

  Optional<String> text(String name) {
    @Nullable String property = properties.apply(name);
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return Optional.ofNullable(property != null ? property : environment.apply(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  boolean flag(String name) {
    Optional<String> text = text(name);
    return switch (text.orElse("false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "true or false", text.orElse(""));
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

  int bytes(String name, int otherwise, int least, int most) {
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
    return value.intValue();
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    Optional<String> text = text(name);
    try {
      return text.map(t -> Enum.valueOf(type, t.toUpperCase(Locale.ROOT))).orElse(otherwise);
    } catch (IllegalArgumentException e) {
      throw invalid(
          name,
          "one of " + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
          text.orElse(""));
    }
  }

  private static void check(String name, boolean holds, String bounds, Object value) {
    if (!holds) {
      throw invalid(name, bounds, value);
    }
  }

  private static InvalidOptionException invalid(String name, String expected, Object value) {
    return new InvalidOptionException(
        "Setting %s must be %s, was '%s'. (options.invalid)".formatted(name, expected, value));
  }
}
