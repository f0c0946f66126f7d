package dev.holdfast.web.job;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.web.json.JsonMembers;
import java.util.Optional;

/** Reads what to do with all instances that a filter chooses. */
final class BulkControlRequest {

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
    return new BulkControl(
        action, members.flag("rollback").orElse(false), BulkFilterRequest.parse(members));
  }
}
