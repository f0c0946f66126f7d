package dev.holdfast.samples.parcel;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;

/** Delivers a parcel, and shows where it is. */
@Workflow("parcel")
public class Parcel implements WorkflowEntrypoint<ParcelRequest, String> {

  /** Makes the workflow. */
  public Parcel() {}

  @Override
  public String run(WorkflowEvent<ParcelRequest> event, WorkflowStep step) {
    ParcelRequest request = event.payload();
    step.run("hand over", () -> "handed over: " + request.label());
    step.progress("on its way");
    step.sleep("transit", request.transitLength());
    step.progress("at the door");
    return step.run("deliver", () -> "delivered: " + request.label());
  }
}
