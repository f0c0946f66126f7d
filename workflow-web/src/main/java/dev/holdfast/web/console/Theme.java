package dev.holdfast.web.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says which colours a viewer wants. */
public enum Theme {
  /** What the browser prefers. */
  AUTO,
  /** Dark on light. */
  LIGHT,
  /** Light on dark. */
  DARK;

  /**
   * Reads what a cookie says.
   *
   * @param name such as {@code dark}
   * @return the theme; as the browser prefers for anything else
   */
  static Theme of(Optional<String> name) {
    return Arrays.stream(values())
        .filter(theme -> name.filter(theme.getName()::equals).isPresent())
        .findFirst()
        .orElse(AUTO);
  }

  /**
   * Returns the name in the cookie and in style sheets.
   *
   * @return such as {@code dark}
   */
  public String getName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns for which screens the light style sheet is.
   *
   * @return a media query
   */
  public String getLightMedia() {
    return switch (this) {
      case AUTO -> "not all and (prefers-color-scheme: dark)";
      case LIGHT -> "all";
      case DARK -> "not all";
    };
  }

  /**
   * Returns for which screens the dark style sheet is.
   *
   * @return a media query
   */
  public String getDarkMedia() {
    return switch (this) {
      case AUTO -> "(prefers-color-scheme: dark)";
      case LIGHT -> "not all";
      case DARK -> "all";
    };
  }
}
