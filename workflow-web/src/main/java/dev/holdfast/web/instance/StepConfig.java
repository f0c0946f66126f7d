package dev.holdfast.web.instance;

import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.web.json.Json;
import dev.holdfast.web.json.JsonFields;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Is the options text recorded with a step, such as {@code limit=5 delay=10000ms
 * backoff=exponential jitter=0.0 timeout=600000ms sensitive}.
 *
 * @param members what it says, in order; a word alone has an empty value
 */
public record StepConfig(Map<String, String> members) {

  private static final Pattern MILLIS = Pattern.compile("(\\d{1,18})ms");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}\\.\\d{1,18}");

  /**
   * Reads the text.
   *
   * @param options the text, null when nothing is recorded
   * @return what it says; unknown words are kept
   */
  public static StepConfig parse(@Nullable String options) {
    return new StepConfig(RecordedOptions.parts(options));
  }

  /**
   * Tells whether the step's result is not to be shown.
   *
   * @return true when it is sensitive
   */
  public boolean isSensitive() {
    return members.containsKey("sensitive");
  }

  /**
   * Returns it as viewers see it.
   *
   * @return an object, durations in milliseconds; null when nothing is recorded
   */
  public @Nullable JsonObject toJson() {
    if (members.isEmpty()) {
      return null;
    }
    JsonFields shown = Json.object();
    members.forEach((name, value) -> add(shown, name, value));
    return shown.build();
  }

  private static void add(JsonFields shown, String name, String value) {
    Matcher millis = MILLIS.matcher(value);
    if (millis.matches()) {
      shown.number(name + "Ms", Long.valueOf(millis.group(1)));
    } else if (WHOLE.matcher(value).matches()) {
      shown.number(name, Long.valueOf(value));
    } else if (DECIMAL.matcher(value).matches()) {
      shown.value(name, Json.parseStored(value).orElseThrow());
    } else if (value.isEmpty()) {
      shown.yes(name);
    } else {
      shown.text(name, value);
    }
  }
}
