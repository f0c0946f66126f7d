package dev.holdfast.samples.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.samples.FakeStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private final NotedApprovals approvals = new NotedApprovals();
  private final Approval workflow = new Approval(approvals);

  @Test
  void processesAnApproval() {
    FakeStep step =
        new FakeStep().withEvent("approval-response", new ApprovalResponse(true, "carol"));

    ApprovalResult result = workflow.run(event(null), step);

    assertThat(result).isEqualTo(new ApprovalResult("approved", "carol"));
    assertThat(approvals.notes).containsExactly("open i1 ada", "close i1 approved carol");
    assertThat(step.calls())
        .containsExactly(
            "run create approval#1", "wait wait for approval PT48H", "run process approval#1");
  }

  @Test
  void handlesARejection() {
    FakeStep step =
        new FakeStep().withEvent("approval-response", new ApprovalResponse(false, null));

    ApprovalResult result = workflow.run(event(null), step);

    assertThat(result).isEqualTo(new ApprovalResult("rejected", null));
    assertThat(step.calls()).endsWith("run handle rejection#1");
  }

  @Test
  void takesSilenceForNo() {
    FakeStep step = new FakeStep();

    ApprovalResult result = workflow.run(event("1 minute"), step);

    assertThat(result).isEqualTo(new ApprovalResult("auto-rejected", null));
    assertThat(approvals.notes).containsExactly("open i1 ada", "close i1 auto-rejected null");
    assertThat(step.calls()).contains("wait wait for approval PT1M").endsWith("run auto reject#1");
  }

  private static WorkflowEvent<ApprovalRequest> event(@Nullable String timeout) {
    return new WorkflowEvent<>(
        new ApprovalRequest("ada", timeout), Instant.EPOCH, "i1", "approval", Optional.empty());
  }

  private static final class NotedApprovals implements Approvals {

    private final List<String> notes = new ArrayList<>();

    @Override
    public void open(String instanceId, String userId) {
      notes.add("open " + instanceId + " " + userId);
    }

    @Override
    public void close(String instanceId, String status, @Nullable String decidedBy) {
      notes.add("close " + instanceId + " " + status + " " + decidedBy);
    }
  }
}
