package dev.holdfast.web.job;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.web.json.JsonMembers;
import dev.holdfast.web.json.QueryText;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which instances a job is about, from the member {@code filter} of its request. */
final class BulkFilterRequest {

  private static final String[] MEMBERS = {"status", "createdFrom", "createdTo", "q", "retrying"};

  private BulkFilterRequest() {}

  /**
   * Reads a filter.
   *
   * @param members of the request
   * @return the filter
   * @throws dev.holdfast.api.InvalidRequestException when it is missing or breaks a rule; the error
   *     names the member
   */
  static BulkFilter parse(JsonMembers members) {
    JsonMembers filter =
        members
            .object("filter", MEMBERS)
            .orElseThrow(
                () ->
                    members.missing(
                        "filter",
                        "an object with status, createdFrom, createdTo, q, retrying, or {} for all"));
    return new BulkFilter(
        statuses(filter),
        filter.text("createdFrom").map(text -> QueryText.time("filter.createdFrom", text)),
        filter.text("createdTo").map(text -> QueryText.time("filter.createdTo", text)),
        filter.text("q").map(BulkFilterRequest::checkedText),
        filter.flag("retrying").orElse(false));
  }

  /** Reads one status, several with commas, or a list of them. */
  private static Set<InstanceStatus> statuses(JsonMembers filter) {
    Optional<JsonValue> value = filter.value("status");
    boolean isText = value.filter(JsonString.class::isInstance).isPresent();
    return (isText
            ? filter.text("status").stream().flatMap(text -> Arrays.stream(text.split(",", -1)))
            : filter.texts("status").stream().flatMap(texts -> texts.stream()))
        .filter(name -> !name.isEmpty())
        .map(BulkFilterRequest::status)
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
