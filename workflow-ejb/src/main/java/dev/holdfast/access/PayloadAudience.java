package dev.holdfast.access;

import dev.holdfast.api.WorkflowException;

/**
 * Is who may see payloads: params, outputs, results of steps, payloads of events, progress, bodies
 * of parked messages. Others of those who may read see everything else, and {@code [REDACTED]}.
 */
public final class PayloadAudience {

  private final Gate gate;
  private final String weakest;

  /**
   * Makes the audience.
   *
   * @param gate knows the caller
   * @param weakest the weakest role that sees payloads, one of {@link RoleNames#ASCENDING}
   */
  public PayloadAudience(Gate gate, String weakest) {
    this.gate = gate;
    this.weakest = weakest;
  }

  /** Returns how payloads are shown to the caller of the present thread. */
  Redaction forCaller() {
    return includesCaller() ? Redaction.NONE : Redaction.PAYLOADS;
  }

  /**
   * Refuses what cannot be had without payloads.
   *
   * @throws WorkflowException {@code access.denied} when the caller may not see them
   */
  void require() {
    if (!includesCaller()) {
      throw new WorkflowException(
          "access.denied",
          "Payloads are for the role %s here: log in as somebody who has it. (access.denied)"
              .formatted(weakest));
    }
  }

  private boolean includesCaller() {
    return weakest.equals(RoleNames.VIEWER)
        || RoleNames.ASCENDING.indexOf(gate.caller().role())
            >= RoleNames.ASCENDING.indexOf(weakest);
  }
}
