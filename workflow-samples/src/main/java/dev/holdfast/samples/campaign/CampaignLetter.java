package dev.holdfast.samples.campaign;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.samples.lifecycle.Mailer;
import jakarta.inject.Inject;

/** Sends one letter, with retries of its own: one bad address holds no other letter up. */
@Workflow("campaign-letter")
public class CampaignLetter implements WorkflowEntrypoint<Letter, Boolean> {

  private final Mailer mailer;

  @Inject
  CampaignLetter(Mailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public Boolean run(WorkflowEvent<Letter> event, WorkflowStep step) {
    Letter letter = event.payload();
    return step.run(
        "send",
        context -> mailer.send(context.idempotencyKey(), letter.recipient(), letter.subject()));
  }
}
