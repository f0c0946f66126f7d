package dev.holdfast.jpa;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes texts from outside fit to be stored. */
final class Texts {

  private Texts() {}

  /** Writes texts as the lines of one; null for none. */
  static @Nullable String lines(List<String> texts) {
    return texts.isEmpty()
        ? null
        : texts.stream()
            .map(text -> storable(text).replace('\n', ' '))
            .collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #lines(List)} has written. */
  static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : text.lines().toList();
  }

  /** Replaces the one character that PostgreSQL cannot store. */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
