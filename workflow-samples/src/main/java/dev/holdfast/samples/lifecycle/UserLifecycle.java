package dev.holdfast.samples.lifecycle;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.inject.Inject;

/** Welcomes a user, sleeps through the trial, and writes again unless the user has subscribed. */
@Workflow("user-lifecycle")
public class UserLifecycle implements WorkflowEntrypoint<LifecycleRequest, LifecycleResult> {

  private final Mailer mailer;
  private final Subscriptions subscriptions;

  @Inject
  UserLifecycle(Mailer mailer, Subscriptions subscriptions) {
    this.mailer = mailer;
    this.subscriptions = subscriptions;
  }

  @Override
  public LifecycleResult run(WorkflowEvent<LifecycleRequest> event, WorkflowStep step) {
    LifecycleRequest user = event.payload();
    send(step, "welcome email", user.email(), "Welcome!");
    step.sleep("trial period", user.trialLength());
    boolean converted = step.run("check conversion", () -> subscriptions.isActive(user.userId()));
    if (!converted) {
      send(step, "trial expiration email", user.email(), "Trial ending");
    }
    return new LifecycleResult(converted);
  }

  private void send(WorkflowStep step, String name, String recipient, String subject) {
    step.run(name, context -> mailer.send(context.idempotencyKey(), recipient, subject));
  }
}
