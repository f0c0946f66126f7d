package dev.holdfast.web.schedule;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.web.json.JsonMembers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Is the body of a call that steers a schedule.
 *
 * @param cron expression of the schedule
 * @param action what to do
 */
record ScheduleRequest(String cron, Action action) {

  /** Says what to do with a schedule. */
  enum Action {
    PAUSE,
    RESUME,
    TRIGGER;

    private String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Action of(String text) {
      return Arrays.stream(values())
          .filter(action -> action.wireName().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new InvalidRequestException(
                      "request.invalid",
                      "Member 'action' must be %s, was '%s'.".formatted(choices(), text)));
    }

    private static String choices() {
      return Arrays.stream(values()).map(Action::wireName).collect(Collectors.joining(", "));
    }
  }

  /**
   * Reads a body.
   *
   * @param body its text; empty for none
   * @return the request
   * @throws InvalidRequestException when it breaks a rule; the error names the member
   */
  static ScheduleRequest parse(Optional<String> body) {
    JsonMembers members = JsonMembers.ofBody(body.orElse("{}"), "cron", "action");
    String cron =
        members
            .text("cron")
            .orElseThrow(() -> members.missing("cron", "a schedule of the workflow"));
    Action action =
        members
            .text("action")
            .map(Action::of)
            .orElseThrow(() -> members.missing("action", Action.choices()));
    return new ScheduleRequest(cron, action);
  }
}
