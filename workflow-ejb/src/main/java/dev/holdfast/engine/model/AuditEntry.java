package dev.holdfast.engine.model;

import java.time.Instant;

/**
 * Is the record of a command. What does not apply is empty.
 *
 * @param id its number; later entries of a node have larger ones
 * @param at when
 * @param by who wanted it, and why
 * @param command what was wanted, such as {@code instance.pause}
 * @param workflow name of the workflow
 * @param target id of the instance, or what else the command is about; cut off after {@link
 *     #MOST_OF_TARGET} characters: what is longer names nothing that exists
 * @param before status before it
 * @param after status after it
 * @param outcome {@link #DONE}, or the code of the refusal
 */
public record AuditEntry(
    long id,
    Instant at,
    Requester by,
    String command,
    String workflow,
    String target,
    String before,
    String after,
    String outcome) {

  /** The outcome of what was done. */
  public static final String DONE = "done";

  /** Most characters of a target: databases have an index of it, whose entries are bounded. */
  public static final int MOST_OF_TARGET = 300;

  /** Makes an entry. */
  public AuditEntry {
    if (target.length() > MOST_OF_TARGET) {
      target = target.substring(0, MOST_OF_TARGET);
    }
  }
}
