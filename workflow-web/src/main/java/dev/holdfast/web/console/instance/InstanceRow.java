package dev.holdfast.web.console.instance;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is a line of the list of instances.
 *
 * @param number number of the instance, its place in the list
 * @param id its id
 * @param status where it is in its life
 * @param createdAt when it was created
 * @param endedAt when it ended; null before
 * @param wakeAt when it goes on by itself; null when it does not
 * @param step the step it is at; null when it is at none
 * @param attempt number of the step's latest attempt; 0 when there is none
 * @param retrying whether that attempt has failed and another follows
 */
public record InstanceRow(
    long number,
    String id,
    InstanceStatus status,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable Instant wakeAt,
    @Nullable String step,
    int attempt,
    boolean retrying)
    implements Serializable {

  /**
   * Makes the line of an instance.
   *
   * @param summary what the engine lists
   * @return its line
   */
  static InstanceRow of(InstanceSummary summary) {
    InstanceRecord instance = summary.instance();
    @Nullable StepRecord step = summary.currentStep().orElse(null);
    return new InstanceRow(
        instance.number(),
        instance.key().id(),
        instance.status(),
        instance.origin().createdAt(),
        instance.endedAt(),
        instance.status().isTerminal() ? null : instance.wakeAt(),
        step == null ? null : step.key().shown(),
        step == null ? 0 : step.attempt(),
        step != null && step.status() == StepStatus.RETRYING);
  }
}
