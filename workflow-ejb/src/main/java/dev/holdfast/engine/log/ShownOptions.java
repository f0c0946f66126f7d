package dev.holdfast.engine.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text that is recorded of a step's options, such as {@code limit=5 delay=10000ms}. */
record ShownOptions(Map<String, String> words) {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final String COMPENSATION = "compensation";
  private static final String SENSITIVE = "sensitive";
  private static final String MILLIS = "ms";

  static ShownOptions of(@Nullable String recorded) {
    Map<String, String> words = new LinkedHashMap<>();
    if (recorded != null && !recorded.isBlank()) {
      for (String word : recorded.strip().split(" +", -1)) {
        int equals = word.indexOf('=');
        words.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return new ShownOptions(words);
  }

  boolean isSensitive() {
    return words.containsKey(SENSITIVE);
  }

  boolean hasCompensation() {
    return words.containsKey(COMPENSATION);
  }

  /** Returns the options as viewers see them, durations in milliseconds. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    words.forEach(
        (name, value) -> {
          String millis =
              value.endsWith(MILLIS) ? value.substring(0, value.length() - MILLIS.length()) : "";
          if (name.equals(COMPENSATION)) {
            return;
          }
          if (NUMBER.matcher(millis).matches()) {
            members.put(name + "Ms", Long.valueOf(millis));
          } else if (NUMBER.matcher(value).matches()) {
            members.put(name, Long.valueOf(value));
          } else {
            members.put(name, value.equals(name) ? true : value);
          }
        });
    return members;
  }
}
