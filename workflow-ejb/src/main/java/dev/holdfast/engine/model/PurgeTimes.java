package dev.holdfast.engine.model;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says when finished instances may be purged. */
public final class PurgeTimes {

  private PurgeTimes() {}

  /**
   * Fixes when an instance that ends now may be purged: by what its creator has said, else by what
   * holds for its workflow.
   *
   * @param instance the instance that ends
   * @param ofWorkflow what holds for its workflow; both parts are set
   * @param status how it ends: complete and terminated count as success
   * @param endedAt when it ends
   * @return when it may be purged; null for never
   */
  public static @Nullable Instant of(
      InstanceRecord instance, Retention ofWorkflow, InstanceStatus status, Instant endedAt) {
    Retention kept = instance.origin().retention().orElse(ofWorkflow);
    Duration duration =
        (status == InstanceStatus.ERRORED ? kept.error() : kept.success()).orElseThrow();
    return duration.equals(Retention.FOREVER) ? null : endedAt.plus(duration);
  }

  /**
   * Returns a finished instance that says when it may be purged.
   *
   * @param ended an instance that has an end
   * @param ofWorkflow what holds for its workflow; both parts are set
   * @return the instance, due when it may be purged
   */
  public static InstanceRecord fix(InstanceRecord ended, Retention ofWorkflow) {
    Instant endedAt = Objects.requireNonNull(ended.endedAt());
    return ended.edit().wakeAt(of(ended, ofWorkflow, ended.status(), endedAt)).build();
  }
}
