package dev.holdfast.samples.kitchen;

import dev.holdfast.api.StepContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records the effects of one instance. */
record EffectRecorder(String workflowName, String instanceId, Effects effects) {

  void record(String key, StepContext context, boolean inTransaction) {
    Effect effect =
        new Effect(
            instanceId,
            epoch(context.idempotencyKey()),
            key,
            context.stepName(),
            context.attempt(),
            NodeName.get(),
            Instant.now());
    if (inTransaction) {
      effects.recordInTransaction(effect);
    } else {
      effects.record(effect);
    }
  }

  /** Takes the epoch from a key {@code workflow/instance/epoch/step}; ids may contain slashes. */
  private @Nullable Integer epoch(String idempotencyKey) {
    String before = workflowName + "/" + instanceId + "/";
    if (!idempotencyKey.startsWith(before)) {
      return null;
    }
    String epoch = idempotencyKey.substring(before.length()).split("/", 2)[0];
    return epoch.matches("\\d{1,9}") ? Integer.valueOf(epoch) : null;
  }
}
