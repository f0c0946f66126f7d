package dev.holdfast.web.security;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Looks settings up: a system property, else the environment variable of the same name in capitals
 * with underscores.
 *
 * @param properties the system properties
 * @param environment the environment variables
 */
record Settings(Properties properties, Map<String, String> environment) {

  private static final String DATA = "holdfast.data";
  private static final String DEFAULT_DATA = "holdfast-data";

  /** Returns the settings of this process. */
  static Settings ofProcess() {
    return new Settings(System.getProperties(), System.getenv());
  }

  /**
   * Looks a setting up.
   *
   * @param name its name, such as {@code holdfast.data}
   * @return its value; empty when it is not set or blank
   */
  Optional<String> find(String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return Optional.ofNullable(properties.getProperty(name))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(environment.get(variable)))
        .filter(value -> !value.isBlank());
  }

  /** Returns the folder in which this installation keeps its files. */
  Path dataFolder() {
    return Path.of(find(DATA).orElse(DEFAULT_DATA)).toAbsolutePath();
  }
}
