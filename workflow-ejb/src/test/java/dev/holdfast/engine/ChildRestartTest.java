package dev.holdfast.engine;

import static dev.holdfast.engine.Family.C1;
import static dev.holdfast.engine.Family.CHILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildRestartTest {

  private final Family family = new Family();
  private final EngineFixture engine = family.engine;

  @AfterEach
  void close() {
    family.close();
  }

  @Test
  void waitsAgainForAChildThatIsRestarted() {
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();
    engine.steer(parent, new Command.Pause());
    engine.send(CHILD, "go", "fail the first time");
    engine.awaitStatus(CHILD, InstanceStatus.ERRORED);
    engine.steer(CHILD, new Command.Restart(Optional.empty()));
    engine.awaitStatus(CHILD, InstanceStatus.WAITING);
    engine.steer(parent, new Command.Resume());
    engine.awaitStatus(parent, InstanceStatus.WAITING);

    engine.send(CHILD, "go", "the second time");

    assertThat(engine.awaitOutput(parent)).isEqualTo("the second time");
  }

  @Test
  void isWaitedForByAStepThatARestartKeeps() {
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          var call = step.branch("b", b -> b.callChild("call", "child", C1, String.class));
          step.waitForEvent("wait", "work", String.class);
          step.run("work", () -> 1);
          return call.await();
        });
    InstanceKey parent = family.calling();
    engine.send(parent, "work", "");
    engine.awaitSteps(parent, 3);

    family.restartFrom(parent, StepKind.RUN, "work");
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    engine.send(CHILD, "go", "for the second life");

    assertThat(engine.awaitOutput(parent)).isEqualTo("for the second life");
    assertThat(engine.get(parent).epoch()).isEqualTo(2);
  }

  @Test
  void findsItsChildAgainWhenARestartKeepsTheStepThatWasStartingIt() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (Family careless =
        new Family(new EngineFixture(100, store -> new CarelessJournal(store, broken)))) {
      careless.deployChild();
      careless.deployParent(
          (event, step) -> {
            var start = step.branch("b", b -> b.startChild("start", "child"));
            step.waitForEvent("wait", "work", String.class);
            step.run("work", () -> 1);
            return start.await();
          });
      InstanceKey parent = careless.engine.create("parent", "p1");
      await().until(() -> careless.attempts(parent).size() == 1);
      careless.engine.send(parent, "work", "");
      careless.engine.awaitSteps(parent, 3);

      careless.restartFrom(parent, StepKind.RUN, "work");
      careless.engine.awaitSteps(parent, 3);
      careless.engine.awaitStatus(parent, InstanceStatus.WAITING);
      careless.engine.advance("10s");

      assertThat(careless.engine.awaitOutput(parent)).isEqualTo(careless.children().get(0).id());
      assertThat(careless.children()).hasSize(1);
    }
  }

  @Test
  void startsAnotherChildInItsNextLifeAndLeavesTheFirstAlone() {
    family.deployChild();
    family.deployParent((event, step) -> step.callChild("call", "child", String.class));
    InstanceKey parent = engine.create("parent", "p1");
    await().until(() -> family.children().size() == 1);
    InstanceKey first = family.children().get(0);

    engine.steer(parent, new Command.Restart(Optional.empty()));
    await().until(() -> family.children().size() == 2);
    InstanceKey second =
        family.children().stream().filter(it -> !it.equals(first)).findFirst().orElseThrow();
    engine.awaitStatus(first, InstanceStatus.WAITING);
    engine.awaitStatus(second, InstanceStatus.WAITING);
    engine.send(first, "go", "from the first");
    engine.awaitStatus(first, InstanceStatus.COMPLETE);
    engine.send(second, "go", "from the second");

    assertThat(engine.awaitOutput(parent)).isEqualTo("from the second");
  }

  @Test
  void startsItsChildAnewWhenRestartedFromTheStep() {
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          step.run("before", () -> 1);
          return step.callChild(
              "call",
              "child",
              ChildOptions.DEFAULT.withClosePolicy(ClosePolicy.TERMINATE),
              String.class);
        });
    InstanceKey parent = engine.create("parent", "p1");
    await().until(() -> family.children().size() == 1);
    InstanceKey first = family.children().get(0);
    engine.awaitStatus(first, InstanceStatus.WAITING);

    family.restartFrom(parent, StepKind.CHILD, "call");
    await().until(() -> family.children().size() == 2);

    engine.awaitStatus(first, InstanceStatus.TERMINATED);
    InstanceKey second =
        family.children().stream().filter(it -> !it.equals(first)).findFirst().orElseThrow();
    engine.awaitStatus(second, InstanceStatus.WAITING);
    engine.send(second, "go", "done");
    assertThat(engine.awaitOutput(parent)).isEqualTo("done");
  }

  @Test
  void takesAChildOfAnEarlierLifeForSomebodyElse() {
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();

    engine.steer(parent, new Command.Restart(Optional.empty()));

    assertThat(engine.awaitEnd(parent).failure().error().code())
        .isEqualTo("instance.already_exists");
    assertThat(engine.get(CHILD).status()).isEqualTo(InstanceStatus.WAITING);
  }

  /** Stores the first child, and then says that it could not. */
  private record CarelessJournal(JournalStore store, AtomicBoolean broken) implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = store.write(node, changes);
      boolean hasChild = changes.stream().anyMatch(Change.ChildCreated.class::isInstance);
      if (hasChild && broken.getAndSet(false)) {
        throw new IllegalStateException("Nobody knows whether the child was stored");
      }
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
