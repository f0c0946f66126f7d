package dev.holdfast.engine;

import dev.holdfast.api.InvalidRequestException;
import java.util.regex.Pattern;

/** Checks the ids and types that callers choose. */
final class Rules {

  private static final Pattern NEW_ID = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]{0,99}");
  private static final Pattern ADDRESSED_ID = Pattern.compile("[a-zA-Z0-9, */#_-]{1,271}");
  private static final Pattern EVENT_TYPE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]{0,99}");
  private static final Pattern EVENT_ID = Pattern.compile("\\P{Cntrl}{1,200}");

  private Rules() {}

  static String newInstanceId(String id) {
    return check(
        NEW_ID,
        id,
        "instance.invalid_id",
        "Instance id",
        "1 to 100 letters, digits, '_' and '-', not starting with '-'");
  }

  static String addressedInstanceId(String id) {
    return check(
        ADDRESSED_ID,
        id,
        "instance.invalid_id",
        "Instance id",
        "1 to 271 letters, digits, blanks and the characters , * / # _ -");
  }

  static String eventType(String type) {
    return check(
        EVENT_TYPE,
        type,
        "event.invalid_type",
        "Event type",
        "1 to 100 letters, digits, '_' and '-', not starting with '-'");
  }

  static String eventId(String id) {
    return check(
        EVENT_ID,
        id,
        "event.invalid_id",
        "Event id",
        "1 to 200 characters, none of them a control character");
  }

  private static String check(
      Pattern pattern, String value, String code, String what, String rule) {
    if (!pattern.matcher(value).matches()) {
      throw new InvalidRequestException(
          code, "%s '%s' is not allowed: use %s. (%s)".formatted(what, value, rule, code));
    }
    return value;
  }
}
