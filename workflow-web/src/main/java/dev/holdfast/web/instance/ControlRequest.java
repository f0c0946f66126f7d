package dev.holdfast.web.instance;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.web.json.JsonMembers;
import java.util.Optional;

/**
 * Is the body of a control call.
 *
 * @param action what to do
 * @param rollback whether a termination runs compensation first
 * @param from the step to restart from
 */
record ControlRequest(Action action, boolean rollback, Optional<StepPath> from) {

  /** Says what to do with an instance. */
  enum Action {
    PAUSE,
    RESUME,
    TERMINATE,
    RESTART
  }

  /**
   * Reads a body.
   *
   * @param body its text; empty for none
   * @return the request
   * @throws InvalidRequestException when it breaks a rule; the error names the member
   */
  static ControlRequest parse(Optional<String> body) {
    JsonMembers members = JsonMembers.ofBody(body.orElse("{}"), "action", "rollback", "from");
    Action action = members.choice("action", Action.class);
    Optional<Boolean> rollback = members.flag("rollback");
    Optional<StepPath> from =
        members.object("from", "name", "occurrence", "kind", "scope").map(StepPath::parse);
    onlyWith(Action.TERMINATE, action, "rollback", rollback.isPresent());
    onlyWith(Action.RESTART, action, "from", from.isPresent());
    return new ControlRequest(action, rollback.orElse(false), from);
  }

  /**
   * Returns what the engine is asked.
   *
   * @return the command
   */
  Command command() {
    return switch (action) {
      case PAUSE -> new Command.Pause();
      case RESUME -> new Command.Resume();
      case TERMINATE -> new Command.Terminate(rollback);
      case RESTART -> new Command.Restart(from.map(StepPath::key));
    };
  }

  private static void onlyWith(Action needed, Action found, String member, boolean given) {
    if (given && found != needed) {
      throw new InvalidRequestException(
          "request.invalid",
          "Member '%s' goes with action %s only, the action was %s."
              .formatted(member, JsonMembers.word(needed), JsonMembers.word(found)));
    }
  }
}
