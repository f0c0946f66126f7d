package dev.holdfast.samples.offer;

import dev.holdfast.api.Branch;
import dev.holdfast.api.Durations;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.samples.lifecycle.Mailer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks several suppliers for an offer and orders from the one who answers first, by an event {@code
 * offer-} and its name. Who wins is journaled: a late answer changes nothing, whatever crashes.
 */
@Workflow("first-offer")
public class FirstOffer implements WorkflowEntrypoint<OfferRequest, OfferResult> {

  private final Mailer mailer;

  @Inject
  FirstOffer(Mailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public OfferResult run(WorkflowEvent<OfferRequest> event, WorkflowStep step) {
    OfferRequest request = event.payload();
    List<Branch<OfferResult>> answers = new ArrayList<>();
    for (String supplier : request.suppliers()) {
      answers.add(step.branch(supplier, branch -> ask(branch, supplier, request.article())));
    }
    answers.add(step.branch("deadline", branch -> giveUp(branch, request)));

    OfferResult first = step.race("first answer", answers).value();

    if (first.supplier() != null) {
      send(step, "order", first.supplier(), "We order " + request.article());
    }
    return first;
  }

  private OfferResult ask(WorkflowStep branch, String supplier, String article) {
    send(branch, "ask", supplier, "What do you want for " + article + "?");
    // The deadline is a branch of its own, so the wait itself has as much time as there is.
    Offer offer =
        branch.waitForEvent("wait", "offer-" + supplier, Offer.class, Durations.ONE_YEAR).payload();
    return new OfferResult(supplier, offer.price());
  }

  private static OfferResult giveUp(WorkflowStep branch, OfferRequest request) {
    branch.sleep("wait", request.patience());
    return OfferResult.NONE;
  }

  private void send(WorkflowStep step, String name, String supplier, String subject) {
    step.run(
        name, context -> mailer.send(context.idempotencyKey(), supplier + "@example.org", subject));
  }
}
