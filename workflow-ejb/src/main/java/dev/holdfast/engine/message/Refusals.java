package dev.holdfast.engine.message;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;

/** Tells what a failure says about the message that was being handed over. */
final class Refusals {

  private Refusals() {}

  /** Tells whether it says nothing about the message: the same may succeed any time. */
  static boolean isOutOfReach(Throwable failure) {
    return failure instanceof JournalUnavailableException || failure instanceof NodeFencedException;
  }

  /** Returns why a message was not accepted; {@code internal} when nobody expected it. */
  static Refusal of(Throwable failure) {
    return failure instanceof WorkflowException refused
        ? new Refusal(refused.code(), String.valueOf(refused.getMessage()))
        : new Refusal("internal", failure.toString());
  }
}
