package dev.holdfast.engine.schedule;

import dev.holdfast.api.Retention;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the instances that schedules start; nothing is stored here. */
public final class ScheduledInstances {

  private static final String TRIGGER = "cron";

  private final Ports ports;

  /**
   * Makes the maker.
   *
   * @param ports the outside
   */
  public ScheduledInstances(Ports ports) {
    this.ports = ports;
  }

  /**
   * Makes an instance. Its id is the expression, {@code -}, and the time in milliseconds, so that a
   * firing can have one instance only.
   *
   * @param workflow what it is an instance of
   * @param cron the expression that fires
   * @param scheduledTime when it was due
   * @param caller who asked for it, empty for the schedule itself
   * @return a queued instance with the empty payload
   */
  public InstanceRecord queued(
      WorkflowDefinition workflow, String cron, Instant scheduledTime, String caller) {
    Instant now = ports.clock().instant();
    Origin origin =
        new Origin(
            params(workflow),
            now,
            workflow.version(),
            TRIGGER,
            caller,
            Retention.DEFAULT,
            null,
            new ScheduledFiring(cron, scheduledTime));
    return InstanceRecord.queued(
        ports.ids().nextInstanceNumber(),
        new InstanceKey(workflow.name(), cron + "-" + scheduledTime.toEpochMilli()),
        origin,
        now);
  }

  private @Nullable EncodedValue params(WorkflowDefinition workflow) {
    return workflow.payloadType() == Void.class ? null : ports.codec().fromJson("{}");
  }
}
