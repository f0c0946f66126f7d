package dev.holdfast.web.schedule;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.web.json.JsonMembers;
import java.util.Optional;

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
    TRIGGER
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
    return new ScheduleRequest(cron, members.choice("action", Action.class));
  }
}
