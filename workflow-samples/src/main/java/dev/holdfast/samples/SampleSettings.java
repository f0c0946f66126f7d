package dev.holdfast.samples;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the samples: a system property first, then the environment. */
public final class SampleSettings {

  private SampleSettings() {}

  /**
   * Finds a setting.
   *
   * @param name name of the system property, such as {@code holdfast.samples.bucket}; the
   *     environment variable is the same in capitals with underscores
   * @return the value, empty when it is unset or blank
   */
  public static Optional<String> find(String name) {
    return present(System.getProperty(name)).or(() -> present(System.getenv(variable(name))));
  }

  private static Optional<String> present(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
