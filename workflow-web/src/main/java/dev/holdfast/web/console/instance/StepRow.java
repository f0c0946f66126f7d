package dev.holdfast.web.console.instance;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.web.console.Texts;
import dev.holdfast.web.instance.ShownValue;
import dev.holdfast.web.instance.StepConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is a step as the page of its instance shows it.
 *
 * @param seq its place in the order of start
 * @param key identifies it
 * @param status how far it is
 * @param attempt number of its latest attempt; 0 for sleeps and waits
 * @param startedAt when it was first reached; null while it is only planned
 * @param endedAt when it ended; null before
 * @param dueAt when it goes on by itself; null when it does not
 * @param eventType type of the event that it waits for; null for none
 * @param options what is recorded of its options
 * @param output its result as readable JSON; empty for none
 * @param error what ended it; null for nothing
 * @param child the instance that it has started; null for none
 * @param failures its failed attempts
 */
public record StepRow(
    int seq,
    StepKey key,
    StepStatus status,
    int attempt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant dueAt,
    @Nullable String eventType,
    String options,
    String output,
    @Nullable ErrorInfo error,
    @Nullable InstanceKey child,
    List<AttemptRow> failures) {

  /**
   * Is a failed attempt.
   *
   * @param number from 1
   * @param startedAt when the body was started
   * @param endedAt when it failed
   * @param error what it threw
   * @param retryDelayMillis milliseconds until the next one; null after the last
   * @param stackTrace where it failed; empty for those who do not see it
   */
  public record AttemptRow(
      int number,
      Instant startedAt,
      Instant endedAt,
      ErrorInfo error,
      @Nullable Long retryDelayMillis,
      String stackTrace) {

    /**
     * Returns how long the next attempt was put off.
     *
     * @return the time in words; empty after the last attempt
     */
    public String retryDelay() {
      return retryDelayMillis == null ? "" : Texts.length(Duration.ofMillis(retryDelayMillis));
    }
  }

  /**
   * Makes the row of a step.
   *
   * @param step the step
   * @param failed its failed attempts, by number
   * @param stackTraces whether the viewer sees them
   */
  static StepRow of(StepRecord step, List<AttemptRecord> failed, boolean stackTraces) {
    @Nullable Failure failure = step.failure();
    boolean isCall = step.key().kind() == StepKind.CHILD || step.key().kind() == StepKind.BATCH;
    return new StepRow(
        step.seq(),
        step.key(),
        step.status(),
        step.attempt(),
        step.isOnlyPlanned() ? null : step.startedAt(),
        step.endedAt(),
        step.status().isFinished() ? null : step.dueAt(),
        isCall ? null : step.eventType(),
        step.options() == null ? "" : step.options(),
        output(step),
        failure == null ? null : failure.error(),
        step.child(),
        failed.stream().map(attempt -> row(attempt, stackTraces)).toList());
  }

  private static AttemptRow row(AttemptRecord attempt, boolean stackTraces) {
    return new AttemptRow(
        attempt.attempt(),
        attempt.startedAt(),
        attempt.endedAt(),
        attempt.failure().error(),
        attempt.retryDelayMillis(),
        stackTraces ? attempt.stackTrace() : "");
  }

  /** What a failed call of a child has as its result is the child's error, not an output. */
  private static String output(StepRecord step) {
    if (step.status() != StepStatus.COMPLETE) {
      return "";
    }
    return StepConfig.parse(step.options()).isSensitive()
        ? JsonText.of(ShownValue.REDACTED)
        : JsonText.of(ShownValue.cut(step.result()));
  }

  /**
   * Returns its name as people see it.
   *
   * @return such as {@code east-1/load-2}
   */
  public String shown() {
    return key.shown();
  }

  /**
   * Returns how long it took.
   *
   * @return the time in words; empty while it has not ended
   */
  public String duration() {
    return startedAt == null || endedAt == null
        ? ""
        : Texts.length(Duration.between(startedAt, endedAt));
  }

  /**
   * Tells whether an instance can be restarted from it.
   *
   * @return false for handlers of compensations
   */
  public boolean isRestartPoint() {
    return key.kind() != StepKind.COMPENSATION;
  }
}
