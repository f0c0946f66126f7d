package dev.holdfast.engine;

import static dev.holdfast.engine.Family.C1;
import static dev.holdfast.engine.Family.CHILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.Retention;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.EngineFixture.Code;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildWorkflowTest {

  private final Family family = new Family();
  private final EngineFixture engine = family.engine;

  @AfterEach
  void close() {
    family.close();
  }

  @Test
  void goesOnWithoutWaitingForAChildThatItStarts() {
    // case 220
    family.deployChild();
    family.deployParent((event, step) -> step.startChild("start", "child"));

    InstanceKey parent = engine.create("parent");

    InstanceKey child = new InstanceKey("child", (String) engine.awaitOutput(parent));
    engine.awaitStatus(child, InstanceStatus.WAITING);
    engine.send(child, "go", "on its own");
    assertThat(engine.awaitOutput(child)).isEqualTo("on its own");
  }

  @Test
  void leavesAChildAloneWhenItsParentIsTerminated() {
    // case 220
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();

    engine.terminate(parent);
    engine.advance("1 minute");
    engine.send(CHILD, "go", "further");

    assertThat(engine.awaitOutput(CHILD)).isEqualTo("further");
    assertThat(engine.get(parent).status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  @Test
  void letsParentAndChildKnowEachOther() {
    family.deployChild();
    family.deployCallingParent(C1);

    InstanceKey parent = family.calling();

    InstanceRecord child = engine.get(CHILD);
    assertThat(child.origin().trigger()).isEqualTo("child");
    assertThat(child.origin().parent().key()).isEqualTo(parent);
    StepRecord step = engine.steps(parent).get(0);
    assertThat(step.key()).isEqualTo(new StepKey(StepKind.CHILD, "", "call", 1));
    assertThat(step.child()).isEqualTo(CHILD);
    assertThat(step.status()).isEqualTo(StepStatus.RUNNING);
  }

  @Test
  void failsForGoodWhenTheIdBelongsToSomebodyElse() {
    family.deployChild();
    engine.create("child", "c1");
    family.deployCallingParent(C1);

    InstanceKey parent = engine.create("parent");

    InstanceRecord ended = engine.awaitEnd(parent);
    assertThat(ended.failure().error().code()).isEqualTo("instance.already_exists");
    assertThat(engine.steps(parent).get(0).attempt()).isEqualTo(1);
  }

  @Test
  void failsForGoodWhenAnotherStepHasTheId() {
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          step.startChild("first", "child", C1);
          try {
            return step.startChild("second", "child", C1);
          } catch (StepFailedException e) {
            return e.code() + " " + e.stepName();
          }
        });

    InstanceKey parent = engine.create("parent");

    assertThat(engine.awaitOutput(parent)).isEqualTo("instance.already_exists second");
  }

  @Test
  void triesAgainToStartAChildWhoseWorkflowIsNotDeployedYet() {
    // case 221
    family.deployParent((event, step) -> step.callChild("call", "child", C1, String.class));
    InstanceKey parent = engine.create("parent", "p1");
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    StepRecord first = engine.steps(parent).get(0);

    family.deployChild();
    engine.advance("10s");
    await().until(() -> !family.children().isEmpty());
    engine.awaitStatus(CHILD, InstanceStatus.WAITING);
    engine.send(CHILD, "go", "at last");

    assertThat(first.status()).isEqualTo(StepStatus.RETRYING);
    assertThat(engine.awaitOutput(parent)).isEqualTo("at last");
    assertThat(family.attempts(parent))
        .extracting(attempt -> attempt.failure().error().code())
        .containsExactly("workflow.not_found");
    assertThat(family.children()).hasSize(1);
  }

  @Test
  void givesUpToStartAChildAfterTheUsualRetries() {
    family.deployCallingParent(ChildOptions.DEFAULT);
    InstanceKey parent = engine.create("parent");

    int failed = 1;
    for (String delay : List.of("10s", "20s", "40s", "80s", "160s")) {
      int expected = failed++;
      await().until(() -> family.attempts(parent).size() == expected);
      engine.awaitStatus(parent, InstanceStatus.WAITING);
      engine.advance(delay);
    }

    InstanceRecord ended = engine.awaitEnd(parent);
    assertThat(ended.failure().error().code()).isEqualTo("workflow.not_found");
    assertThat(family.attempts(parent)).hasSize(6);
  }

  @Test
  void refusesAnIdThatNoInstanceMayHave() {
    family.deployChild();
    family.deployCallingParent(ChildOptions.ofId("no blanks"));

    InstanceRecord ended = engine.awaitEnd(engine.create("parent"));

    assertThat(ended.failure().error().code()).isEqualTo("instance.invalid_id");
  }

  @Test
  void refusesATimeoutWhereNothingIsWaitedFor() {
    family.deployChild();
    family.deployParent((event, step) -> step.startChild("start", "child", C1.withTimeout("1s")));

    InstanceRecord ended = engine.awaitEnd(engine.create("parent"));

    assertThat(ended.failure().error().code()).isEqualTo("options.invalid");
    assertThat(family.children()).isEmpty();
    assertThatThrownBy(() -> C1.withTimeout(Duration.ZERO))
        .isInstanceOf(InvalidOptionException.class);
  }

  @Test
  void countsChildrenAsSteps() {
    family.deployChild();
    engine.deploy(
        "parent",
        Map.class,
        Object.class,
        2,
        (Code)
            (event, step) -> {
              step.startChild("a", "child");
              step.startChild("a", "child");
              return step.startChild("a", "child");
            });

    InstanceRecord ended = engine.awaitEnd(engine.create("parent"));

    assertThat(ended.failure().error().code()).isEqualTo("step.limit_reached");
    assertThat(family.children()).hasSize(2);
  }

  @Test
  void passesRetentionOn() {
    family.deployChild();
    Retention retention = Retention.of(Duration.ofDays(3));
    family.deployParent(
        (event, step) -> step.startChild("start", "child", C1.withRetention(retention)));

    engine.awaitEnd(engine.create("parent"));

    assertThat(engine.get(CHILD).origin().retention()).isEqualTo(retention);
  }

  @Test
  void isNotStartedInsideABodyOrAHandler() {
    List<String> refused = new CopyOnWriteArrayList<>();
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          step.run(
              "work",
              StepOptions.DEFAULT.withCompensation(context -> tryToStart(step, refused)),
              () -> tryToStart(step, refused));
          throw new IllegalStateException("undo");
        });

    engine.awaitEnd(engine.create("parent"));

    assertThat(refused).containsExactly("step.nested", "step.rolling_back");
    assertThat(family.children()).isEmpty();
  }

  private static boolean tryToStart(WorkflowStep step, List<String> refused) {
    try {
      step.startChild("start", "child");
      return true;
    } catch (WorkflowException e) {
      return refused.add(e.code());
    }
  }
}
