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
 * @param target id of the instance, or what else the command is about
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
}
