package dev.holdfast.samples.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.HoldfastTest;
import dev.holdfast.testing.InstanceIntrospector;
import dev.holdfast.testing.StepSelector;
import dev.holdfast.testing.WorkflowIntrospector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HoldfastTest
class ApprovalOnTheEngineTest {

  private final NotedApprovals approvals = new NotedApprovals();

  @Test
  void waitsForTheAnswerAndProcessesIt(HoldfastKit kit) {
    WorkflowInstance instance = ask(kit);
    InstanceIntrospector introspector = kit.introspect(instance);
    introspector.waitForStatus(InstanceStatus.WAITING);

    instance.sendEvent("approval-response", new ApprovalResponse(true, "carol"));

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo(new ApprovalResult("approved", "carol"));
  }

  @Test
  void takesSilenceOfTwoDaysForNo(HoldfastKit kit) {
    WorkflowInstance instance = ask(kit);

    kit.clock().advance("47 hours");
    assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
    kit.clock().advance("1 hour");

    assertThat(instance.status().output()).isEqualTo(new ApprovalResult("auto-rejected", null));
    assertThat(approvals.notes).containsExactly("open i1", "close i1 auto-rejected");
  }

  @Test
  void takesTheSameTurnWhenTheWaitIsMadeToTimeOut(HoldfastKit kit) {
    kit.deploy(Approval.class, () -> new Approval(approvals));
    try (WorkflowIntrospector introspector = kit.introspectAll("approval")) {
      introspector.modifyAll(m -> m.forceEventTimeout(StepSelector.named("wait for approval")));

      kit.workflows("approval").createBatch(3, options());

      assertThat(introspector.instances())
          .hasSize(3)
          .allSatisfy(instance -> instance.waitForStatus(InstanceStatus.COMPLETE))
          .allSatisfy(
              instance ->
                  assertThat(instance.output())
                      .isEqualTo(new ApprovalResult("auto-rejected", null)));
    }
  }

  private WorkflowInstance ask(HoldfastKit kit) {
    kit.deploy(Approval.class, () -> new Approval(approvals));
    return kit.workflows("approval").create(options().withId("i1"));
  }

  private static CreateOptions options() {
    return CreateOptions.ofParams(new ApprovalRequest("ada", null));
  }

  private static final class NotedApprovals implements Approvals {

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Override
    public void open(String instanceId, String userId) {
      notes.add("open " + instanceId);
    }

    @Override
    public void close(String instanceId, String status, @Nullable String decidedBy) {
      notes.add("close " + instanceId + " " + status);
    }
  }
}
