package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.ChildOptions.ClosePolicy;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildCrashTest {

  private static final InstanceKey PARENT = new InstanceKey("parent", "p1");

  /** More writes than a parent with one child makes; the last rounds run without a crash. */
  private static final int WRITES = 12;

  private final AtomicReference<Optional<MortalJournal>> mortal =
      new AtomicReference<>(Optional.empty());

  @ParameterizedTest
  @CsvSource({"derived,false", "derived,true", "chosen,false", "chosen,true"})
  void startsExactlyOneChildWhicheverWriteTheServerDiesAt(String id, boolean lands) {
    ChildOptions options = id.equals("chosen") ? ChildOptions.ofId("c1") : ChildOptions.DEFAULT;
    for (int write = 1; write <= WRITES; write++) {
      try (EngineFixture engine = dyingAt(write, lands)) {
        engine.deploy("child", (event, step) -> step.run("work", () -> "done"));
        engine.deploy(
            "parent", (event, step) -> step.callChild("call", "child", options, String.class));

        createAndDie(engine);

        assertThat(engine.awaitOutput(PARENT)).as("write %d", write).isEqualTo("done");
        assertThat(children(engine)).as("write %d", write).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void startsExactlyOneChildInEachOfTwoBranches(boolean lands) {
    for (int write = 1; write <= WRITES; write++) {
      try (EngineFixture engine = dyingAt(write, lands)) {
        engine.deploy("child", (event, step) -> event.payload().get("n"));
        engine.deploy(
            "parent",
            (event, step) ->
                step.all(
                    List.of(
                        step.branch("b", branch -> branch.startChild("start", "child")),
                        step.branch("b", branch -> branch.startChild("start", "child")))));

        createAndDie(engine);

        assertThat(engine.awaitOutput(PARENT))
            .asInstanceOf(InstanceOfAssertFactories.LIST)
            .as("write %d", write)
            .hasSize(2);
        assertThat(children(engine)).as("write %d", write).hasSize(2);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void terminatesTheChildOfAParentThatHasEnded(boolean lands) {
    for (int write = 1; write <= WRITES; write++) {
      try (EngineFixture engine = dyingAt(write, lands)) {
        engine.deploy("child", (event, step) -> step.waitForEvent("wait", "t", String.class));
        engine.deploy(
            "parent",
            (event, step) ->
                step.startChild(
                    "start", "child", ChildOptions.DEFAULT.withClosePolicy(ClosePolicy.TERMINATE)));

        createAndDie(engine);
        engine.awaitEnd(PARENT);

        InstanceKey child = children(engine).get(0);
        await().untilAsserted(() -> assertThat(engine.closings()).isEmpty());
        engine.awaitStatus(child, InstanceStatus.TERMINATED);
        assertThat(children(engine)).as("write %d", write).hasSize(1);
      }
    }
  }

  @Test
  void triesAgainWhenTheChildCannotBeStoredAtFirst() {
    // case 221
    AtomicBoolean refused = new AtomicBoolean();
    try (EngineFixture engine =
        new EngineFixture(100, store -> new RefusingJournal(store, refused))) {
      engine.deploy("child", (event, step) -> "done");
      engine.deploy("parent", (event, step) -> step.callChild("call", "child", String.class));

      engine.create("parent", "p1");
      engine.awaitStatus(PARENT, InstanceStatus.WAITING);
      engine.advance("10s");

      assertThat(engine.awaitOutput(PARENT)).isEqualTo("done");
      assertThat(engine.steps(PARENT).get(0).attempt()).isEqualTo(2);
      assertThat(children(engine)).hasSize(1);
    }
  }

  private EngineFixture dyingAt(int write, boolean lands) {
    AtomicBoolean born = new AtomicBoolean();
    return new EngineFixture(
        100,
        store -> {
          if (born.getAndSet(true)) {
            return store;
          }
          MortalJournal journal = new MortalJournal(store, write, lands);
          mortal.set(Optional.of(journal));
          return journal;
        });
  }

  /** Creates the parent, waits for the death of the server or the end, and starts it anew. */
  private void createAndDie(EngineFixture engine) {
    try {
      engine.create("parent", "p1");
    } catch (IllegalStateException e) {
      // the server died before it could answer
    }
    await()
        .atMost(EngineFixture.PATIENCE)
        .until(() -> mortal.get().orElseThrow().isDead() || hasEnded(engine));
    engine.crashAndRestart();
    if (engine.engine.instances().find(PARENT).isEmpty()) {
      engine.create("parent", "p1");
    }
  }

  private static boolean hasEnded(EngineFixture engine) {
    return engine
        .engine
        .instances()
        .find(PARENT)
        .filter(it -> it.status().isTerminal())
        .isPresent();
  }

  private static List<InstanceKey> children(EngineFixture engine) {
    return new Family(engine).children();
  }

  /** Refuses the first child, once. */
  private record RefusingJournal(JournalStore store, AtomicBoolean refused)
      implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      boolean hasChild = changes.stream().anyMatch(Change.ChildCreated.class::isInstance);
      if (hasChild && !refused.getAndSet(true)) {
        throw new IllegalStateException("The child cannot be stored");
      }
      return store.write(node, changes);
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
