package dev.holdfast.engine.model;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.Retention;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Holds the numbers that may differ from workflow to workflow.
 *
 * @param stepDefaults options of steps that say nothing else; every part is set
 * @param limits bounds of what instances may do and store
 * @param concurrency most instances of a workflow that execute at a time, on all nodes together;
 *     empty for any number
 * @param retention how long instances are kept whose creator has said nothing else; both parts are
 *     set
 * @param notifications whether the life of instances is published
 */
public record WorkflowSettings(
    StepOptions stepDefaults,
    Limits limits,
    OptionalInt concurrency,
    Retention retention,
    boolean notifications) {

  /** What holds where nobody says anything else. */
  public static final WorkflowSettings DEFAULT =
      new WorkflowSettings(
          StepOptions.ofRetry(
                  RetryPolicy.ofLimit(5)
                      .withDelay(Duration.ofSeconds(10))
                      .withBackoff(Backoff.EXPONENTIAL)
                      .withJitter(0))
              .withTimeout(Duration.ofMinutes(10)),
          Limits.DEFAULT,
          OptionalInt.empty(),
          Retention.of(Duration.ofDays(30)),
          false);

  /** Checks that the retention is whole. */
  public WorkflowSettings {
    if (retention.success().isEmpty() || retention.error().isEmpty()) {
      throw new IllegalArgumentException("retention must have both parts, was " + retention);
    }
  }

  /**
   * Returns these settings with other limits.
   *
   * @param value bounds of what instances may do and store
   * @return the new settings
   */
  public WorkflowSettings withLimits(Limits value) {
    return new WorkflowSettings(stepDefaults, value, concurrency, retention, notifications);
  }

  /**
   * Returns these settings with another concurrency.
   *
   * @param value most instances that execute at a time
   * @return the new settings
   */
  public WorkflowSettings withConcurrency(int value) {
    return new WorkflowSettings(
        stepDefaults, limits, OptionalInt.of(value), retention, notifications);
  }

  /**
   * Returns these settings with another retention.
   *
   * @param value what it leaves empty stays as it is
   * @return the new settings
   */
  public WorkflowSettings withRetention(Retention value) {
    return new WorkflowSettings(
        stepDefaults, limits, concurrency, value.orElse(retention), notifications);
  }
}
