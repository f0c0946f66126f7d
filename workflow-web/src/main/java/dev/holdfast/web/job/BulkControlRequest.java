package dev.holdfast.web.job;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.web.json.JsonMembers;
import dev.holdfast.web.json.QueryText;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what to do with all instances that a filter chooses. */
final class BulkControlRequest {

  private static final String[] FILTER = {"status", "createdFrom", "createdTo", "q"};

  private BulkControlRequest() {}

  /**
   * Reads a body.
   *
   * @param body its text; empty for none
   * @return what is wanted
   * @throws InvalidRequestException when it breaks a rule; the error names the member
   */
  static BulkControl parse(Optional<String> body) {
    JsonMembers members = JsonMembers.ofBody(body.orElse("{}"), "action", "rollback", "filter");
    BulkControl.Action action = members.choice("action", BulkControl.Action.class);
    JsonMembers filter =
        members
            .object("filter", FILTER)
            .orElseThrow(
                () ->
                    members.missing(
                        "filter",
                        "an object with status, createdFrom, createdTo, q, or {} for all"));
    return new BulkControl(
        action,
        members.flag("rollback").orElse(false),
        statuses(filter),
        filter.text("createdFrom").map(text -> QueryText.time("filter.createdFrom", text)),
        filter.text("createdTo").map(text -> QueryText.time("filter.createdTo", text)),
        filter.text("q").map(BulkControlRequest::checkedText));
  }

  /** Reads one status, several with commas, or a list of them. */
  private static Set<InstanceStatus> statuses(JsonMembers filter) {
    Optional<JsonValue> value = filter.value("status");
    boolean isText = value.filter(JsonString.class::isInstance).isPresent();
    return (isText
            ? filter.text("status").stream().flatMap(text -> Arrays.stream(text.split(",", -1)))
            : filter.texts("status").stream().flatMap(texts -> texts.stream()))
        .filter(name -> !name.isEmpty())
        .map(BulkControlRequest::status)
        .collect(Collectors.toSet());
  }

  private static InstanceStatus status(String name) {
    return InstanceStatus.find(name)
        .orElseThrow(
            () ->
                QueryText.invalid(
                    "filter.status",
                    Arrays.stream(InstanceStatus.values())
                        .map(InstanceStatus::wireName)
                        .collect(Collectors.joining(", ", "one of ", "")),
                    name));
  }

  private static String checkedText(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw QueryText.invalid("filter.q", "a text without control characters", text);
    }
    return text;
  }
}
