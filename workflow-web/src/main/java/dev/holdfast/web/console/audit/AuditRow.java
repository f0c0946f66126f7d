package dev.holdfast.web.console.audit;

import dev.holdfast.engine.model.AuditEntry;
import java.io.Serializable;
import java.time.Instant;

/**
 * Is a line of the audit trail. What does not apply is empty.
 *
 * @param id its number
 * @param at when
 * @param caller who wanted it
 * @param role with which role
 * @param address from where
 * @param command what was wanted
 * @param workflow name of the workflow
 * @param target id of the instance, or what else the command is about
 * @param before status before it
 * @param after status after it
 * @param reason why
 * @param outcome what came of it
 */
public record AuditRow(
    long id,
    Instant at,
    String caller,
    String role,
    String address,
    String command,
    String workflow,
    String target,
    String before,
    String after,
    String reason,
    String outcome)
    implements Serializable {

  private static final String ABOUT_INSTANCES = "instance.";
  private static final String EVENT = "event.send";

  /**
   * Makes the line of an entry.
   *
   * @param entry what is stored
   */
  static AuditRow of(AuditEntry entry) {
    return new AuditRow(
        entry.id(),
        entry.at(),
        entry.by().caller(),
        entry.by().role(),
        entry.by().address(),
        entry.command(),
        entry.workflow(),
        entry.target(),
        entry.before(),
        entry.after(),
        entry.by().reason(),
        entry.outcome());
  }

  /**
   * Tells whether it was done.
   *
   * @return false when it was refused
   */
  public boolean isDone() {
    return outcome.equals(AuditEntry.DONE);
  }

  /**
   * Tells whether the target is an instance, which has a page.
   *
   * @return false when it is something else, such as a job or many instances
   */
  public boolean isAboutInstance() {
    return !workflow.isEmpty()
        && target.indexOf(' ') < 0
        && (command.startsWith(ABOUT_INSTANCES) || command.equals(EVENT));
  }
}
