package dev.holdfast.engine.run;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes progress for one run: each call of the code once, however often its strand is run
 * again, and none that an earlier run has left behind. Thread-safe.
 */
final class Progress {

  private final Run run;
  private final Set<String> passed = ConcurrentHashMap.newKeySet();

  Progress(Run run) {
    this.run = run;
  }

  void publish(Execution execution, @Nullable Object value) {
    EncodedValue encoded = encode(value); // also in a replay, which must be refused the same
    if (isNews(execution)) {
      run.publish(execution, encoded);
    }
  }

  /** What a body publishes always is: a replay does not run it. */
  private boolean isNews(Execution execution) {
    if (execution.isInBody()) {
      return true;
    }
    boolean isFirst = passed.add(execution.nextProgress());
    Strand strand = execution.strand();
    return isFirst
        && !run.rollback().isUnderWay()
        && (strand.hasGoneOn() || !run.journal().isUnread(strand.scope()));
  }

  private EncodedValue encode(@Nullable Object value) {
    EncodedValue encoded;
    try {
      encoded = run.services().ports().codec().encode(value);
    } catch (UnencodableException e) {
      throw new InvalidOptionException(
          "progress of instance %s cannot be stored: %s"
              .formatted(run.instance().key(), e.getMessage()));
    }
    int limit = run.services().settings().limits().resultBytes();
    int size = encoded.sizeInBytes();
    if (size > limit) {
      throw new PayloadTooLargeException(
          "The progress of instance %s has %d bytes, the limit is %d: publish less, or a reference. (payload.too_large)"
              .formatted(run.instance().key(), size, limit));
    }
    return encoded;
  }
}
