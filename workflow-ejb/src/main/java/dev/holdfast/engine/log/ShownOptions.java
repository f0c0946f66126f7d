package dev.holdfast.engine.log;

import dev.holdfast.engine.model.RecordedOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows what is recorded of a step's options, such as {@code limit=5 delay=10000ms}. */
final class ShownOptions {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final String COMPENSATION = "compensation";
  private static final String MILLIS = "ms";

  private ShownOptions() {}

  /** Returns recorded options as viewers see them, durations in milliseconds. */
  static Map<String, Object> members(@Nullable String recorded) {
    Map<String, Object> members = new LinkedHashMap<>();
    RecordedOptions.parts(recorded)
        .forEach(
            (name, value) -> {
              String millis =
                  value.endsWith(MILLIS)
                      ? value.substring(0, value.length() - MILLIS.length())
                      : "";
              if (name.equals(COMPENSATION)) {
                return;
              }
              if (NUMBER.matcher(millis).matches()) {
                members.put(name + "Ms", Long.valueOf(millis));
              } else if (NUMBER.matcher(value).matches()) {
                members.put(name, Long.valueOf(value));
              } else {
                members.put(name, value.isEmpty() ? true : value);
              }
            });
    return members;
  }
}
