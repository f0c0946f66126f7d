package dev.holdfast.web.security;

import dev.holdfast.api.InvalidOptionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Looks settings up: a system property, else the environment variable of the same name in capitals
 * with underscores for dots and hyphens.
 *
 * @param properties the system properties
 * @param environment the environment variables
 */
public record Settings(Properties properties, Map<String, String> environment) {

  private static final String DATA = "holdfast.data";
  private static final String DEFAULT_DATA = "holdfast-data";

  /**
   * Returns the settings of this process.
   *
   * @return what was given to it when it was started
   */
  public static Settings ofProcess() {
    return new Settings(System.getProperties(), System.getenv());
  }

  /**
   * Looks a setting up.
   *
   * @param name its name, such as {@code holdfast.data}
   * @return its value; empty when it is not set or blank
   */
  public Optional<String> find(String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return Optional.ofNullable(properties.getProperty(name))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(environment.get(variable)))
        .filter(value -> !value.isBlank());
  }

  /**
   * Looks a whole number up.
   *
   * @param name its name
   * @param otherwise its value when it is not set
   * @param least the least value allowed
   * @param most the largest value allowed
   * @return its value
   * @throws InvalidOptionException naming the setting, when it is no such number
   */
  public int whole(String name, int otherwise, int least, int most) {
    Optional<String> text = find(name);
    try {
      int value = text.map(String::strip).map(Integer::valueOf).orElse(otherwise);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below, as a number out of bounds is
    }
    throw new InvalidOptionException(
        "Setting %s must be a whole number from %d to %d, was '%s'. (options.invalid)"
            .formatted(name, least, most, text.orElse("")));
  }

  /**
   * Looks a setting up that is one of a few words.
   *
   * @param words what it may be; the first when it is not set
   * @return one of them
   * @throws InvalidOptionException naming the setting, when it is none of them
   */
  String choice(String name, String... words) {
    String text = find(name).map(String::strip).orElse(words[0]);
    if (!List.of(words).contains(text)) {
      throw new InvalidOptionException(
          "Setting %s must be one of %s, was '%s'. (options.invalid)"
              .formatted(name, List.of(words), text));
    }
    return text;
  }

  /**
   * Looks up whether something is switched on.
   *
   * @param name its name
   * @return false when it is not set
   * @throws InvalidOptionException naming the setting, when it is neither true nor false
   */
  public boolean flag(String name) {
    String text = find(name).orElse("false").strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidOptionException(
              "Setting %s must be true or false, was '%s'. (options.invalid)"
                  .formatted(name, text));
    };
  }

  /** Returns the folder in which this installation keeps its files. */
  Path dataFolder() {
    return Path.of(find(DATA).orElse(DEFAULT_DATA)).toAbsolutePath();
  }
}
