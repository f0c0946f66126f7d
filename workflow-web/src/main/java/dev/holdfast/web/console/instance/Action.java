package dev.holdfast.web.console.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Command;
import dev.holdfast.web.console.ConsoleUser;
import dev.holdfast.web.security.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Is something a viewer can have done to an instance by a button. */
public enum Action {
  /** Stops at the next step boundary. */
  PAUSE(Roles.OPERATOR),
  /** Goes on after a pause. */
  RESUME(Roles.OPERATOR),
  /** Ends it. */
  TERMINATE(Roles.OPERATOR),
  /** Ends it and undoes what it has done. */
  ROLL_BACK(Roles.OPERATOR),
  /** Begins anew. */
  RESTART(Roles.OPERATOR),
  /** Removes it. */
  DELETE(Roles.ADMIN);

  private final String role;

  Action(String role) {
    this.role = role;
  }

  /**
   * Lists what a user may do.
   *
   * @param user who looks at the page
   * @return the actions, in the order of the buttons
   */
  static List<Action> of(ConsoleUser user) {
    return Arrays.stream(values()).filter(action -> user.may(action.role)).toList();
  }

  /**
   * Returns who may.
   *
   * @return the weakest role
   */
  public String role() {
    return role;
  }

  /**
   * Tells whether the button makes sense.
   *
   * @param status the instance's status
   * @return false when the engine would refuse it, or nothing would change
   */
  public boolean fits(InstanceStatus status) {
    return switch (this) {
      case PAUSE ->
          status == InstanceStatus.QUEUED
              || status == InstanceStatus.RUNNING
              || status == InstanceStatus.WAITING;
      case RESUME -> status == InstanceStatus.PAUSED || status == InstanceStatus.WAITING_FOR_PAUSE;
      case TERMINATE -> !status.isTerminal();
      case ROLL_BACK -> !status.isTerminal() && status != InstanceStatus.ROLLING_BACK;
      case RESTART, DELETE -> true;
    };
  }

  /**
   * Returns what the engine is asked.
   *
   * @return the command
   */
  Command command() {
    return switch (this) {
      case PAUSE -> new Command.Pause();
      case RESUME -> new Command.Resume();
      case TERMINATE -> new Command.Terminate(false);
      case ROLL_BACK -> new Command.Terminate(true);
      case RESTART -> new Command.Restart(Optional.empty());
      case DELETE -> new Command.Delete();
    };
  }
}
