package dev.holdfast.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a workflow what started it; the same for every execution and every restart.
 *
 * @param payload the params of the instance, decoded anew for each execution, so changing the
 *     object changes nothing; null only when the payload type is {@link Void} or null was passed
 * @param timestamp when the instance was created
 * @param instanceId the id of the instance
 * @param workflowName the name of the workflow
 * @param schedule the firing that created the instance; empty unless a schedule did
 * @param <P> type of the payload
 */
public record WorkflowEvent<P extends @Nullable Object>(
    P payload,
    Instant timestamp,
    String instanceId,
    String workflowName,
    Optional<ScheduledFiring> schedule) {

  /**
   * Names the firing of a schedule.
   *
   * @param cron the expression that fired
   * @param scheduledTime when it was due
   */
  public record ScheduledFiring(String cron, Instant scheduledTime) {}
}
