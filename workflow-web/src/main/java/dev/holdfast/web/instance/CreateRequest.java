package dev.holdfast.web.instance;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.Retention;
import dev.holdfast.web.json.JsonMembers;
import dev.holdfast.web.json.QueryText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Is the body of a creation.
 *
 * @param id the id wanted
 * @param params the payload, as JSON text
 * @param startAt when it is to start
 * @param retention how long it is kept after its end
 * @param returnExisting whether an older instance of the id is an answer
 */
record CreateRequest(
    Optional<String> id,
    Optional<String> params,
    Optional<Instant> startAt,
    Retention retention,
    boolean returnExisting) {

  /** Names of the members that a creation may have. */
  static final String[] MEMBERS = {"id", "params", "retention", "startAt", "ifExists"};

  private static final CreateRequest EMPTY =
      new CreateRequest(
          Optional.empty(), Optional.empty(), Optional.empty(), Retention.DEFAULT, false);

  /**
   * Reads a body.
   *
   * @param body its text; empty for none
   * @return the request
   * @throws InvalidRequestException when it breaks a rule; the error names the member
   */
  static CreateRequest parse(Optional<String> body) {
    return body.map(CreateRequest::parse).orElse(EMPTY);
  }

  private static CreateRequest parse(String body) {
    return parse(JsonMembers.ofBody(body, MEMBERS));
  }

  /**
   * Reads the members of a creation, alone or in a batch.
   *
   * @param members no others than {@link #MEMBERS}
   * @return the request
   */
  static CreateRequest parse(JsonMembers members) {
    return new CreateRequest(
        members.text("id"),
        members.value("params").map(JsonValue::toString),
        members.text("startAt").map(text -> QueryText.time("startAt", text)),
        members
            .object("retention", "success", "error")
            .map(CreateRequest::retention)
            .orElse(Retention.DEFAULT),
        members.text("ifExists").map(CreateRequest::isReturn).orElse(false));
  }

  private static boolean isReturn(String text) {
    return switch (text) {
      case "return" -> true;
      case "fail" -> false;
      default -> throw QueryText.invalid("ifExists", "fail or return", text);
    };
  }

  private static Retention retention(JsonMembers retention) {
    return new Retention(duration(retention, "success"), duration(retention, "error"));
  }

  private static Optional<Duration> duration(JsonMembers retention, String name) {
    return retention.value(name).map(value -> duration(retention, name, value));
  }

  /** Reads a number as milliseconds, and a text as any duration in a text. */
  private static Duration duration(JsonMembers retention, String name, JsonValue value) {
    if (value instanceof JsonString text) {
      Duration duration = Retention.parse(text.getString());
      if (!duration.equals(Retention.FOREVER) && duration.compareTo(Retention.LONGEST) > 0) {
        throw retention.invalid(name, "at most 3650 days, or forever", value);
      }
      return duration;
    }
    if (value instanceof JsonNumber number && isMillis(number.bigDecimalValue())) {
      return Duration.ofMillis(number.longValueExact());
    }
    throw retention.invalid(
        name, "a duration, whole milliseconds, or forever, up to 3650 days", value);
  }

  private static boolean isMillis(BigDecimal number) {
    return number.signum() >= 0
        && number.compareTo(BigDecimal.valueOf(Retention.LONGEST.toMillis())) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }
}
