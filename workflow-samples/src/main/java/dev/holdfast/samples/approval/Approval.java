package dev.holdfast.samples.approval;

import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.inject.Inject;

/** Waits up to two days for a person to say yes or no; silence means no. */
@Workflow("approval")
public class Approval implements WorkflowEntrypoint<ApprovalRequest, ApprovalResult> {

  private final Approvals approvals;

  @Inject
  Approval(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public ApprovalResult run(WorkflowEvent<ApprovalRequest> event, WorkflowStep step) {
    String id = event.instanceId();
    ApprovalRequest request = event.payload();
    step.run("create approval", () -> approvals.open(id, request.userId()));
    try {
      ApprovalResponse response =
          step.waitForEvent(
                  "wait for approval",
                  "approval-response",
                  ApprovalResponse.class,
                  request.patience())
              .payload();
      return response.approved()
          ? close(step, "process approval", id, new ApprovalResult("approved", response.by()))
          : close(step, "handle rejection", id, new ApprovalResult("rejected", response.by()));
    } catch (EventTimeoutException e) {
      return close(step, "auto reject", id, new ApprovalResult("auto-rejected", null));
    }
  }

  private ApprovalResult close(WorkflowStep step, String name, String id, ApprovalResult result) {
    step.run(name, () -> approvals.close(id, result.status(), result.by()));
    return result;
  }
}
