package dev.holdfast.engine;

import static dev.holdfast.engine.Family.C1;
import static dev.holdfast.engine.Family.CHILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.TypeToken;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildCallTest {

  private final Family family = new Family();
  private final EngineFixture engine = family.engine;

  @AfterEach
  void close() {
    family.close();
  }

  @Test
  void returnsTheOutputOfAChildThatItCalls() {
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();

    engine.send(CHILD, "go", "done");

    assertThat(engine.awaitOutput(parent)).isEqualTo("done");
  }

  @Test
  void returnsTheOutputOfAChildThatEndsAtOnceAlsoOnReplay() {
    engine.deploy("child", (event, step) -> Map.of("sum", event.payload().get("a")));
    family.deployParent(
        (event, step) -> {
          Map<String, Object> output =
              step.callChild(
                  "call",
                  "child",
                  ChildOptions.ofParams(Map.of("a", 42)),
                  new TypeToken<Map<String, Object>>() {});
          step.sleep("nap", "1 hour");
          return output.get("sum");
        });
    InstanceKey parent = engine.create("parent");
    engine.awaitSteps(parent, 2);
    engine.awaitStatus(parent, InstanceStatus.WAITING);

    engine.crashAndRestart();
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(parent)).hasToString("42");
  }

  @Test
  void takesNoSlotWhileItWaitsForItsChild() {
    try (EngineFixture narrow = new EngineFixture(1, store -> store)) {
      narrow.deploy("leaf", (event, step) -> step.run("work", () -> "leaf"));
      narrow.deploy("middle", (event, step) -> step.callChild("call", "leaf", String.class));
      narrow.deploy("parent", (event, step) -> step.callChild("call", "middle", String.class));

      InstanceKey parent = narrow.create("parent");

      assertThat(narrow.awaitOutput(parent)).isEqualTo("leaf");
    }
  }

  @Test
  void waitsForManyChildrenAtATime() {
    family.deployChild();
    family.deployParent(
        (event, step) ->
            step.all(
                List.of("a", "b", "c").stream()
                    .map(
                        id ->
                            step.branch(
                                "branch",
                                branch ->
                                    branch.callChild(
                                        "call", "child", ChildOptions.ofId(id), String.class)))
                    .toList()));
    InstanceKey parent = engine.create("parent");
    engine.awaitStatus(parent, InstanceStatus.WAITING);

    for (String id : List.of("b", "a", "c")) {
      InstanceKey child = new InstanceKey("child", id);
      engine.awaitStatus(child, InstanceStatus.WAITING);
      engine.send(child, "go", "from " + id);
      engine.awaitStatus(child, InstanceStatus.COMPLETE);
    }

    assertThat(engine.awaitOutput(parent)).isEqualTo(List.of("from a", "from b", "from c"));
  }

  @Test
  void keepsAChildsOutputThatIsPurgedBeforeItsParentLooks() {
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();
    engine.steer(parent, new Command.Pause());

    engine.send(CHILD, "go", "kept");
    engine.awaitStatus(CHILD, InstanceStatus.COMPLETE);
    engine.steer(CHILD, new Command.Delete());
    engine.steer(parent, new Command.Resume());

    assertThat(engine.awaitOutput(parent)).isEqualTo("kept");
  }

  @Test
  void throwsTheErrorOfAChildThatFailed() {
    family.deployChild();
    family.deployCuriousParent(C1);
    InstanceKey parent = family.calling();

    engine.send(CHILD, "go", "fail now");

    assertThat(family.outcomeAfterReplay(parent)).isEqualTo("child.failed c1 Optional[fail now]");
  }

  @Test
  void endsWithTheErrorOfAChildThatNobodyCatches() {
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();

    engine.send(CHILD, "go", "fail");

    assertThat(engine.awaitEnd(parent).failure().error())
        .isEqualTo(
            new ErrorInfo(
                "ChildFailedException",
                "Child 'c1' of workflow 'child', called by step 'call-1', failed:"
                    + " IllegalStateException: fail",
                "child.failed"));
  }

  @Test
  void throwsWhenTheChildIsTerminated() {
    family.deployChild();
    family.deployCuriousParent(C1);
    InstanceKey parent = family.calling();

    engine.terminate(CHILD);

    assertThat(family.outcomeAfterReplay(parent)).isEqualTo("child.terminated c1 Optional.empty");
  }

  @Test
  void throwsWhenTheChildIsDeleted() {
    family.deployChild();
    family.deployCuriousParent(C1);
    InstanceKey parent = family.calling();

    engine.steer(CHILD, new Command.Delete());

    assertThat(family.outcomeAfterReplay(parent)).isEqualTo("child.deleted c1 Optional.empty");
  }

  @Test
  void throwsAtTheTimeoutAndLetsTheChildRunOn() {
    family.deployChild();
    family.deployCuriousParent(C1.withTimeout("1 minute"));
    InstanceKey parent = family.calling();
    assertThat(engine.get(parent).wakeAt()).isEqualTo(engine.clock.instant().plusSeconds(60));

    engine.advance("1 minute");

    assertThat(family.outcomeAfterReplay(parent)).isEqualTo("child.timeout c1 Optional.empty");
    engine.send(CHILD, "go", "later");
    assertThat(engine.awaitOutput(CHILD)).isEqualTo("later");
  }

  @Test
  void takesTheOutputOfAChildThatEndedInTimeHoweverLateItLooks() {
    family.deployChild();
    family.deployCuriousParent(C1.withTimeout("1 minute"));
    InstanceKey parent = family.calling();
    engine.steer(parent, new Command.Pause());
    engine.send(CHILD, "go", "in time");
    engine.awaitStatus(CHILD, InstanceStatus.COMPLETE);

    engine.steer(parent, new Command.Resume());
    engine.advance("2 minutes");

    assertThat(family.outcomeAfterReplay(parent)).isEqualTo("in time");
  }

  @Test
  void waitsForAnInstanceOfSomebodyElseWhenToldToTakeIt() {
    family.deployChild();
    engine.create("child", "c1");
    family.deployCallingParent(C1.returnExisting().withClosePolicy(ClosePolicy.TERMINATE));
    InstanceKey parent = family.calling();

    engine.send(CHILD, "go", "shared");
    engine.awaitStatus(CHILD, InstanceStatus.COMPLETE);
    engine.advance("10s");

    assertThat(engine.awaitOutput(parent)).isEqualTo("shared");
    assertThat(engine.get(CHILD).origin().parent()).isNull();
  }

  @Test
  void waitsLongerByTheTimeThatItWasPaused() {
    family.deployChild();
    family.deployCuriousParent(C1.withTimeout("1 minute"));
    InstanceKey parent = family.calling();
    engine.steer(parent, new Command.Pause());
    engine.advance("1 hour");
    engine.steer(parent, new Command.Resume());
    engine.awaitStatus(parent, InstanceStatus.WAITING);
    assertThat(engine.get(parent).wakeAt()).isEqualTo(engine.clock.instant().plusSeconds(60));

    engine.send(CHILD, "go", "in time");

    assertThat(family.outcomeAfterReplay(parent)).isEqualTo("in time");
  }

  @Test
  void hearsOfAnEndThatAnotherServerHasWritten() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    family.deployChild();
    family.deployParent(
        (event, step) -> {
          var body = step.branch("b", b -> b.run("held", () -> held.await(1, TimeUnit.MINUTES)));
          String output = step.callChild("call", "child", C1, String.class);
          step.run("after", () -> 1);
          body.await();
          return output;
        });
    InstanceKey parent = engine.create("parent", "p1");
    EngineFixture.awaitThat(() -> !family.children().isEmpty());
    engine.awaitStatus(CHILD, InstanceStatus.WAITING);
    Engine other = engine.startAnother("node-2");

    other.instances().sendEvent(CHILD, "go", engine.codec.encode("over there"), Optional.empty());
    await()
        .untilAsserted(
            () -> {
              other.tick();
              assertThat(engine.get(CHILD).status()).isEqualTo(InstanceStatus.COMPLETE);
            });
    await()
        .untilAsserted(
            () -> {
              engine.engine.tick();
              assertThat(callOf(parent).status()).isEqualTo(StepStatus.COMPLETE);
            });

    assertThat(engine.get(parent).status()).isEqualTo(InstanceStatus.RUNNING);
    held.countDown();
    assertThat(engine.awaitOutput(parent)).isEqualTo("over there");
  }

  private StepRecord callOf(InstanceKey parent) {
    return engine.steps(parent).stream()
        .filter(step -> step.key().kind() == StepKind.CHILD)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsTheLogOfItsChildAndHidesTheEventOfItsEnd() {
    family.deployChild();
    family.deployCallingParent(C1);
    InstanceKey parent = family.calling();
    engine.send(CHILD, "go", "done");
    engine.awaitEnd(parent);

    List<LogEntry> log = engine.log(parent);

    assertThat(log)
        .filteredOn(entry -> entry.type().wireName().startsWith("child_"))
        .extracting(entry -> entry.type().wireName(), entry -> entry.data().toString())
        .containsExactly(
            tuple("child_started", "{workflow=child, id=c1}"),
            tuple("child_completed", "{output=done}"));
    assertThat(engine.logTypes(parent)).doesNotContain("event_received");
    assertThat(engine.log(CHILD).get(0).data()).containsEntry("trigger", "child");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failsWhereTheCodeCallsWhatItHasOnlyStartedOrTheOtherWayRound(boolean startsFirst) {
    AtomicBoolean starts = new AtomicBoolean(startsFirst);
    engine.deploy("child", (event, step) -> "done");
    family.deployParent(
        (event, step) -> {
          String outcome =
              starts.get()
                  ? step.startChild("child", "child")
                  : step.callChild("child", "child", String.class);
          step.sleep("nap", "1 hour");
          return outcome;
        });
    InstanceKey parent = engine.create("parent");
    engine.awaitWaitingAt(parent, "sleep nap-1");

    starts.set(!startsFirst);
    engine.advance("1 hour");

    ErrorInfo error = engine.awaitEnd(parent).failure().error();
    assertThat(error.code()).isEqualTo("workflow.nondeterministic");
    assertThat(error.message())
        .contains(
            "'child child-1' with "
                + (startsFirst ? "callChild" : "startChild")
                + ", but the journal has a "
                + (startsFirst ? "startChild" : "callChild"));
  }
}
