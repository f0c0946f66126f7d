package dev.holdfast.samples.parcel;

import dev.holdfast.api.ChildFailedException;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;

/**
 * Leaves the delivery of a parcel to a child: either starts it and goes on, or, when the customer
 * wants to know, waits for its end and stops it when the order is stopped.
 */
@Workflow("parcel-order")
public class ParcelOrder implements WorkflowEntrypoint<ParcelOrderRequest, ParcelOrderResult> {

  /** Makes the workflow. */
  public ParcelOrder() {}

  @Override
  public ParcelOrderResult run(WorkflowEvent<ParcelOrderRequest> event, WorkflowStep step) {
    ParcelOrderRequest request = event.payload();
    String label = step.run("print label", () -> "To " + request.recipient());
    ChildOptions child =
        ChildOptions.ofId("child-" + event.instanceId())
            .withParams(new ParcelRequest(label, request.transit()));
    if (request.waits()) {
      return deliver(step, child.withClosePolicy(ClosePolicy.TERMINATE).withTimeout("30 days"));
    }
    String parcel = step.startChild("start child", "parcel", child);
    step.run("other work", () -> "Child started: " + parcel);
    return new ParcelOrderResult(parcel, "on its way");
  }

  private static ParcelOrderResult deliver(WorkflowStep step, ChildOptions child) {
    String id = child.id().orElseThrow();
    try {
      return new ParcelOrderResult(id, step.callChild("deliver", "parcel", child, String.class));
    } catch (ChildFailedException e) {
      return new ParcelOrderResult(id, e.code());
    }
  }
}
