package dev.holdfast.container;

import dev.holdfast.access.Guard;
import dev.holdfast.access.GuardedAudit;
import dev.holdfast.access.GuardedInstances;
import dev.holdfast.access.GuardedJobs;
import dev.holdfast.access.GuardedParkedMessages;
import dev.holdfast.access.GuardedSchedules;
import dev.holdfast.access.GuardedTestAccess;
import dev.holdfast.access.PayloadAudience;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.probe.TestAccess;

/**
 * Holds the doors for callers with a login: what is injected, while the engine's own parts, message
 * listeners and the Java client of applications do not pass a gate.
 *
 * @param instances starts, shows and steers instances
 * @param schedules shows and steers schedules
 * @param parkedMessages shows, retries and drops messages that could not be accepted
 * @param jobs starts, shows, stops and restarts bulk work on instances
 * @param testAccess tells what tests may change
 * @param audit shows the audit trail
 */
public record Doors(
    InstanceService instances,
    ScheduleService schedules,
    ParkedMessageService parkedMessages,
    JobService jobs,
    TestAccess testAccess,
    AuditService audit) {

  static Doors of(
      Guard guard,
      PayloadAudience payloads,
      Audit audit,
      Engine engine,
      Messaging messaging,
      JobService jobs,
      TestAccess testAccess) {
    return new Doors(
        new GuardedInstances(engine.instances(), guard, payloads),
        new GuardedSchedules(engine.schedules(), guard, payloads),
        new GuardedParkedMessages(messaging.parked(), guard, payloads),
        new GuardedJobs(jobs, guard, payloads),
        new GuardedTestAccess(testAccess, guard),
        new GuardedAudit(audit, guard));
  }
}
