package dev.holdfast.engine.message;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.ParkedMessage.Refusal;

/** Tells what a failure says about the message that was being handed over. */
final class Refusals {

  private Refusals() {}

  /** Returns why a message was not accepted; {@code internal} when nobody expected it. */
  static Refusal of(Throwable failure) {
    return failure instanceof WorkflowException refused
        ? new Refusal(refused.code(), String.valueOf(refused.getMessage()))
        : new Refusal("internal", failure.toString());
  }
}
