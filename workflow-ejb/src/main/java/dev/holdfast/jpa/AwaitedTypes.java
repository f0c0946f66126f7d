package dev.holdfast.jpa;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores types of events in one column, each between blanks, so that SQL can look for one. */
final class AwaitedTypes {

  private AwaitedTypes() {}

  /** Returns what is stored: nothing for any type, a blank for none. */
  static @Nullable String text(@Nullable Collection<String> types) {
    return types == null
        ? null
        : types.stream().map(type -> type + " ").collect(Collectors.joining("", " ", ""));
  }

  /** Reads what {@link #text} has written. */
  static @Nullable List<String> types(@Nullable String text) {
    return text == null ? null : text.isBlank() ? List.of() : List.of(text.strip().split(" "));
  }

  /**
   * Returns what {@code like} finds a type by. An underscore in a type stands for any character:
   * that an instance becomes due for nothing is allowed, and hardly ever happens.
   */
  static String pattern(String type) {
    return "% " + type + " %";
  }
}
