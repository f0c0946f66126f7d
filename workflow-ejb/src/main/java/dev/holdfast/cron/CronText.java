package dev.holdfast.cron;

import dev.holdfast.engine.port.CronCalendar.UnreadableCronException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the form of an expression, and says it with numbers only. The library reads more than we
 * promise, such as signs and alternatives of whole expressions, and reads some names differently
 * from their numbers.
 */
final class CronText {

  private static final int MONTH = 3;
  private static final int DAY_OF_WEEK = 4;
  private static final List<String> FIELDS =
      List.of("minute", "hour", "day of month", "month", "day of week");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int SUNDAY_AT_THE_END = 7;

  private static final String VALUE = "(\\d{1,2}|[A-Z]{3})";
  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\*(/\\d{1,2})?|VALUE(-VALUE)?(/\\d{1,2})?|VALUE#[1-5]".replace("VALUE", VALUE));
  private static final Pattern NAME = Pattern.compile("(-?)([A-Z]{3})");

  private CronText() {}

  /** Returns the expression in numbers. */
  static String inNumbers(String cron) {
    String[] fields = cron.strip().toUpperCase(Locale.ROOT).split(" +");
    if (fields.length != FIELDS.size()) {
      throw new UnreadableCronException(
          "it must have five fields (%s), has %d"
              .formatted(String.join(", ", FIELDS), fields.length),
          null);
    }
    for (int i = 0; i < fields.length; i++) {
      fields[i] = inNumbers(i, fields[i]);
    }
    return String.join(" ", fields);
  }

  private static String inNumbers(int field, String text) {
    return Arrays.stream(text.split(",", -1))
        .map(element -> element(field, element))
        .collect(Collectors.joining(","));
  }

  private static String element(int field, String text) {
    if (!ELEMENT.matcher(text).matches()) {
      throw unreadable(field, text);
    }
    return NAME.matcher(text).replaceAll(name -> name.group(1) + number(field, text, name));
  }

  private static int number(int field, String text, MatchResult name) {
    int index = (field == MONTH ? MONTHS : DAYS).indexOf(name.group(2));
    if (index < 0 || field < MONTH) {
      throw unreadable(field, text);
    }
    if (field == MONTH) {
      return index + 1;
    }
    boolean endsARange = !name.group(1).isEmpty();
    return index == 0 && endsARange ? SUNDAY_AT_THE_END : index;
  }

  private static UnreadableCronException unreadable(int field, String text) {
    String example = field == MONTH ? ", JAN-MAR" : field == DAY_OF_WEEK ? ", MON-FRI, MON#1" : "";
    return new UnreadableCronException(
        "the %s cannot be '%s': use *, */2, 3, 1-5, 1-5/2%s, or several of these with commas"
            .formatted(FIELDS.get(field), text, example),
        null);
  }
}
