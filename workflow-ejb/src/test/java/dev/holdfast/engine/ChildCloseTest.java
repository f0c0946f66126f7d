package dev.holdfast.engine;

import static dev.holdfast.engine.Family.C1;
import static dev.holdfast.engine.Family.CHILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildCloseTest {

  private final Family family = new Family();
  private final EngineFixture engine = family.engine;
  private final List<String> undone = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    family.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "fail", "terminate", "restart", "delete"})
  void terminatesItsChildrenAtItsEndWhenAskedTo(String how) {
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          step.startChild("start", "child", C1.withClosePolicy(ClosePolicy.TERMINATE));
          String word = step.waitForEvent("wait", "end", String.class).payload();
          if (word.equals("fail")) {
            throw new IllegalStateException("no");
          }
          return word;
        });
    InstanceKey parent = family.calling();

    switch (how) {
      case "terminate" -> engine.terminate(parent);
      case "restart" -> engine.steer(parent, new Command.Restart(Optional.empty()));
      case "delete" -> engine.steer(parent, new Command.Delete());
      default -> engine.send(parent, "end", how);
    }

    engine.awaitStatus(CHILD, InstanceStatus.TERMINATED);
    await().untilAsserted(() -> assertThat(engine.closings()).isEmpty());
  }

  /** Deploys a child that has done what can be undone, and a parent that starts it. */
  private void deployUndoable() {
    engine.deploy(
        "child",
        (event, step) -> {
          step.run("book", undoable("child"), () -> 1);
          return step.waitForEvent("wait", "go", String.class).payload();
        });
    family.deployParent(
        (event, step) -> {
          step.run("book", undoable("parent"), () -> 1);
          step.startChild("start", "child", C1.withClosePolicy(ClosePolicy.TERMINATE));
          return step.waitForEvent("wait", "end", Integer.class).payload();
        });
  }

  private StepOptions undoable(String who) {
    return StepOptions.DEFAULT.withCompensation(context -> undone.add(who));
  }

  @Test
  void rollsItsChildrenBackWhenItIsTerminatedWithRollback() {
    deployUndoable();
    InstanceKey parent = family.calling();

    engine.steer(parent, new Command.Terminate(true));

    engine.awaitStatus(CHILD, InstanceStatus.TERMINATED);
    assertThat(undone).containsExactlyInAnyOrder("parent", "child");
    assertThat(engine.get(CHILD).rollback()).isEqualTo(Rollback.COMPLETE);
    assertThat(engine.get(parent).rollback()).isEqualTo(Rollback.COMPLETE);
  }

  @Test
  void rollsItsChildrenBackEvenWhenItHasNothingToUndoItself() {
    deployUndoable();
    engine.deploy(
        "other",
        (event, step) ->
            step.callChild(
                "call", "child", C1.withClosePolicy(ClosePolicy.TERMINATE), String.class));
    InstanceKey parent = engine.create("other", "p1");
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    engine.awaitStatus(CHILD, InstanceStatus.WAITING);

    engine.steer(parent, new Command.Terminate(true));

    engine.awaitStatus(CHILD, InstanceStatus.TERMINATED);
    assertThat(undone).containsExactly("child");
    assertThat(engine.get(parent).rollback()).isNull();
  }

  @Test
  void terminatesItsChildrenWithoutRollbackWhenItFails() {
    deployUndoable();
    InstanceKey parent = family.calling();

    engine.send(parent, "end", "no number");

    engine.awaitStatus(CHILD, InstanceStatus.TERMINATED);
    assertThat(engine.awaitEnd(parent).status()).isEqualTo(InstanceStatus.ERRORED);
    assertThat(undone).containsExactly("parent");
    assertThat(engine.get(CHILD).rollback()).isNull();
  }

  @Test
  void rollsNoChildBackThatIsIndependent() {
    deployUndoable();
    engine.deploy(
        "other",
        (event, step) -> {
          step.run("book", undoable("other"), () -> 1);
          return step.callChild("call", "child", C1, String.class);
        });
    InstanceKey parent = engine.create("other", "p1");
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    engine.awaitStatus(CHILD, InstanceStatus.WAITING);

    engine.steer(parent, new Command.Terminate(true));
    engine.awaitStatus(parent, InstanceStatus.TERMINATED);
    engine.advance("1 minute");
    engine.send(CHILD, "go", "further");

    assertThat(engine.awaitOutput(CHILD)).isEqualTo("further");
    assertThat(undone).containsExactly("other");
  }

  @Test
  void terminatesGrandchildrenToo() {
    family.deployChild();
    engine.deploy(
        "middle",
        (event, step) ->
            step.callChild(
                "call", "child", C1.withClosePolicy(ClosePolicy.TERMINATE), String.class));
    family.deployParent(
        (event, step) ->
            step.callChild(
                "call",
                "middle",
                ChildOptions.ofId("m1").withClosePolicy(ClosePolicy.TERMINATE),
                String.class));
    InstanceKey parent = family.calling();
    InstanceKey middle = new InstanceKey("middle", "m1");
    engine.awaitWaitingAt(middle, "child call-1");

    engine.terminate(parent);

    engine.awaitStatus(middle, InstanceStatus.TERMINATED);
    engine.awaitStatus(CHILD, InstanceStatus.TERMINATED);
  }

  @Test
  void leavesAChildAloneThatAnotherStepHasStarted() {
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          step.startChild("first", "child", C1);
          try {
            return step.startChild("second", "child", C1.withClosePolicy(ClosePolicy.TERMINATE));
          } catch (StepFailedException e) {
            return e.code();
          }
        });

    assertThat(engine.awaitOutput(engine.create("parent"))).isEqualTo("instance.already_exists");

    engine.advance("1 minute");
    engine.send(CHILD, "go", "untouched");
    assertThat(engine.awaitOutput(CHILD)).isEqualTo("untouched");
  }

  @Test
  void terminatesAChildThatHasLostARaceNotBeforeTheEnd() {
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          step.race(
              "race",
              List.of(
                  step.branch(
                      "slow",
                      b ->
                          b.callChild(
                              "call",
                              "child",
                              C1.withClosePolicy(ClosePolicy.TERMINATE),
                              String.class)),
                  step.branch("fast", b -> b.waitForEvent("wait", "win", String.class).payload())));
          return step.waitForEvent("wait", "end", String.class).payload();
        });
    InstanceKey parent = family.calling();

    engine.send(parent, "win", "");
    engine.awaitWaitingAt(parent, "waitForEvent wait-1");
    engine.advance("1 minute");
    InstanceStatus meanwhile = engine.get(CHILD).status();
    engine.send(parent, "end", "over");

    assertThat(engine.awaitOutput(parent)).isEqualTo("over");
    assertThat(meanwhile).isEqualTo(InstanceStatus.WAITING);
    engine.awaitStatus(CHILD, InstanceStatus.TERMINATED);
  }
}
