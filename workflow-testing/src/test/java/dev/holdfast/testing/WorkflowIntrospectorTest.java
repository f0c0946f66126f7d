package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkflowIntrospectorTest {

  private static final StepSelector CALL = StepSelector.named("call");

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();

  @BeforeEach
  void deploy() {
    kit.deploy(
        "w",
        (event, step) -> {
          step.sleep("nap", "1 day");
          return step.run("call", () -> "real");
        });
  }

  // case 245
  @Test
  void modifiesEachInstanceAndListsThemInOrderOfCreation() {
    try (WorkflowIntrospector introspector = kit.introspectAll("w")) {
      introspector.modifyAll(m -> m.disableSleeps().mockStepResult(CALL, "mocked"));

      List.of("c", "a", "b").forEach(this::create);

      assertThat(introspector.instances())
          .extracting(InstanceIntrospector::id)
          .containsExactly("c", "a", "b");
      assertThat(introspector.instances())
          .allSatisfy(
              instance -> {
                instance.waitForStatus(InstanceStatus.COMPLETE);
                assertThat(instance.output()).isEqualTo("mocked");
              });
    }
  }

  @Test
  void leavesInstancesAloneThatWereCreatedBefore() {
    create("before");
    try (WorkflowIntrospector introspector = kit.introspectAll("w")) {
      introspector.modifyAll(m -> m.disableSleeps());
      create("between");
      kit.awaitRest();
      introspector.modifyAll(m -> m.mockStepResult(CALL, "mocked"));
      create("after");
      kit.clock().advance("1 day");

      assertThat(introspector.instances())
          .extracting(InstanceIntrospector::id, InstanceIntrospector::output)
          .containsExactly(tuple("between", "real"), tuple("after", "mocked"));
      assertThat(kit.introspect("w", "before").output()).isEqualTo("real");
    }
  }

  @Test
  void letsAnInstancesOwnMocksComeFirst() {
    try (WorkflowIntrospector introspector = kit.introspectAll("w")) {
      introspector.modifyAll(m -> m.disableSleeps().mockStepResult(CALL, "for all"));
      InstanceIntrospector own =
          kit.introspect("w", "i").modify(m -> m.mockStepResult(CALL, "own"));

      create("i");

      own.waitForStatus(InstanceStatus.COMPLETE);
      assertThat(own.output()).isEqualTo("own");
    }
  }

  @Test
  void givesEachInstanceAMockedEventOfItsOwn() {
    kit.deploy("waiter", (event, step) -> step.waitForEvent("wait", "go", String.class).payload());
    try (WorkflowIntrospector introspector = kit.introspectAll("waiter")) {
      introspector.modifyAll(m -> m.mockEvent("go", "mocked"));

      kit.workflows("waiter").create(CreateOptions.ofId("a"));
      kit.workflows("waiter").create(CreateOptions.ofId("b"));

      assertThat(introspector.instances())
          .hasSize(2)
          .allSatisfy(instance -> instance.waitForStatus(InstanceStatus.COMPLETE));
    }
  }

  @Test
  void isTheOnlyOneForItsWorkflow() {
    try (WorkflowIntrospector first = kit.introspectAll("w")) {
      assertThat(first.instances()).isEmpty();

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> kit.introspectAll("w"))
          .withMessageContaining("close that introspector first");
    }
    kit.introspectAll("w").close();
  }

  @Test
  void erasesItsInstancesWhenItIsClosed() {
    create("before");
    try (WorkflowIntrospector introspector = kit.introspectAll("w")) {
      create("a");
      create("b");
      assertThat(introspector.instances()).hasSize(2);
    }

    assertThat(kit.workflows("w").find("a")).isEmpty();
    assertThat(kit.workflows("w").find("b")).isEmpty();
    assertThat(kit.workflows("w").find("before")).isPresent();
  }

  @Test
  void refusesCallsAfterItIsClosedAndMayBeClosedAgain() {
    WorkflowIntrospector introspector = kit.introspectAll("w");
    introspector.close();
    introspector.close();

    assertThatIllegalStateException().isThrownBy(introspector::instances);
    assertThatIllegalStateException()
        .isThrownBy(() -> introspector.modifyAll(m -> m.disableSleeps()));
  }

  private void create(String id) {
    kit.workflows("w").create(CreateOptions.ofId(id));
  }
}
