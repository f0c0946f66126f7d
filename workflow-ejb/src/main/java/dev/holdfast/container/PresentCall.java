package dev.holdfast.container;

import dev.holdfast.access.CallDetails;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import java.util.function.Supplier;

/** Finds what is known of the request that the calling thread answers; nothing outside of one. */
record PresentCall(Instance<CallDetails> details) implements Supplier<CallDetails> {

  @Override
  public CallDetails get() {
    CallDetails known = new CallDetails();
    try {
      CallDetails present = details.get();
      known.setAddress(present.getAddress());
      known.setReason(present.getReason());
    } catch (ContextNotActiveException e) {
      // a thread that answers nobody: nothing is known
    }
    return known;
  }
}
