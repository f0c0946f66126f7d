package dev.holdfast.web.instance;

import dev.holdfast.api.Durations;
import dev.holdfast.api.InvalidRequestException;
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
 * @param returnExisting whether an older instance of the id is an answer
 */
record CreateRequest(
    Optional<String> id,
    Optional<String> params,
    Optional<Instant> startAt,
    boolean returnExisting) {

  /** Names of the members that a creation may have. */
  static final String[] MEMBERS = {"id", "params", "retention", "startAt", "ifExists"};

  private static final CreateRequest EMPTY =
      new CreateRequest(Optional.empty(), Optional.empty(), Optional.empty(), false);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(3650);

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
    CreateRequest request =
        new CreateRequest(
            members.text("id"),
            members.value("params").map(JsonValue::toString),
            members.text("startAt").map(text -> QueryText.time("startAt", text)),
            members.text("ifExists").map(CreateRequest::isReturn).orElse(false));
    members.object("retention", "success", "error").ifPresent(CreateRequest::refuseRetention);
    return request;
  }

  private static boolean isReturn(String text) {
    return switch (text) {
      case "return" -> true;
      case "fail" -> false;
      default -> throw QueryText.invalid("ifExists", "fail or return", text);
    };
  }

  private static void refuseRetention(JsonMembers retention) {
    checkDuration(retention, "success");
    checkDuration(retention, "error");
    throw new InvalidRequestException(
        "request.invalid",
        "Member 'retention' is not supported yet: leave it out, instances are kept for good.");
  }

  private static void checkDuration(JsonMembers retention, String name) {
    retention.value(name).ifPresent(value -> checkDuration(retention, name, value));
  }

  private static void checkDuration(JsonMembers retention, String name, JsonValue value) {
    if (value instanceof JsonString text) {
      boolean fits =
          text.getString().equals("forever")
              || Durations.parse(text.getString()).compareTo(LONGEST_RETENTION) <= 0;
      if (!fits) {
        throw retention.invalid(name, "at most 3650 days, or forever", value);
      }
    } else if (!(value instanceof JsonNumber number) || !isMillis(number.bigDecimalValue())) {
      throw retention.invalid(
          name, "a duration, whole milliseconds, or forever, up to 3650 days", value);
    }
  }

  private static boolean isMillis(BigDecimal number) {
    return number.signum() >= 0
        && number.compareTo(BigDecimal.valueOf(LONGEST_RETENTION.toMillis())) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }
}
