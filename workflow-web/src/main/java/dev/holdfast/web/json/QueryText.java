package dev.holdfast.web.json;

import dev.holdfast.api.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads values that callers write as text, in a query or in a member. */
public final class QueryText {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private QueryText() {}

  /**
   * Reads a point in time, ISO-8601 with an offset, of the years that databases can keep.
   *
   * @param name name of the parameter or member
   * @param text what the caller wrote
   * @return the time
   * @throws InvalidRequestException {@code request.invalid} when it is anything else
   */
  public static Instant time(String name, String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw invalid(name, "a time of the years 1 to 9999", text);
      }
      return time;
    } catch (DateTimeException e) {
      throw invalid(name, "a time such as 2030-01-01T00:00:00Z", text);
    }
  }

  /**
   * Reads a whole number.
   *
   * @param name name of the parameter
   * @param text what the caller wrote
   * @param least smallest number allowed
   * @param most largest number allowed
   * @return the number
   * @throws InvalidRequestException {@code request.invalid} when it is anything else
   */
  public static int number(String name, String text, int least, int most) {
    String expected = "a whole number from %d to %d".formatted(least, most);
    try {
      int number = Integer.parseInt(text);
      if (number < least || number > most) {
        throw invalid(name, expected, text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw invalid(name, expected, text);
    }
  }

  /**
   * Refuses a value.
   *
   * @param name name of the parameter or member
   * @param expected what it should be
   * @param found what the caller wrote
   * @return the error to throw
   */
  public static InvalidRequestException invalid(String name, String expected, String found) {
    return new InvalidRequestException(
        "request.invalid", "'%s' must be %s, was '%s'.".formatted(name, expected, found));
  }
}
