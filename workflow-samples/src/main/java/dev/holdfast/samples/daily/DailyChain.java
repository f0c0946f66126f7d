package dev.holdfast.samples.daily;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowEvent.ScheduledFiring;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.samples.lifecycle.Mailer;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reports every morning at six, and follows up on each report a week later. */
@Workflow(value = "daily-chain", schedules = "0 6 * * *")
public class DailyChain implements WorkflowEntrypoint<DailyRequest, String> {

  private static final String RECIPIENT = "team@example.org";

  private final Mailer mailer;

  @Inject
  DailyChain(Mailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public String run(WorkflowEvent<DailyRequest> event, WorkflowStep step) {
    LocalDate day = day(event);
    send(step, "daily task", "Report of " + day);
    step.sleep("wait 7 days", event.payload().pauseLength());
    send(step, "weekly followup", "A week after " + day);
    return day.toString();
  }

  /** Takes the day that was due, even if the instance was created after midnight. */
  private static LocalDate day(WorkflowEvent<?> event) {
    return LocalDate.ofInstant(
        event.schedule().map(ScheduledFiring::scheduledTime).orElse(event.timestamp()),
        ZoneOffset.UTC);
  }

  private void send(WorkflowStep step, String name, String subject) {
    step.run(name, context -> mailer.send(context.idempotencyKey(), RECIPIENT, subject));
  }
}
