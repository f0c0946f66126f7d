package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event does whose sender was frozen between the claim of the instance and its start. */
class LateClaimTest {

  private final AtomicReference<Runnable> freeze = new AtomicReference<>(() -> {});
  private final AtomicInteger entered = new AtomicInteger();
  private final EngineFixture engine = new EngineFixture(100, Freezing::new);

  /** Freezes its caller when a claim has been committed. */
  private final class Freezing implements JournalStore {

    private final JournalStore store;

    Freezing(JournalStore store) {
      this.store = store;
    }

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = store.write(node, changes);
      if (outcomes.contains(Outcome.CLAIMED)) {
        freeze.get().run();
      }
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void startsNothingThatTheNextIncarnationHasStarted() {
    engine.deploy(
        "w",
        (event, step) -> {
          entered.incrementAndGet();
          return step.waitForEvent("a", "paid", String.class, "1 hour").payload();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    freeze.set(
        () -> {
          new InMemoryNodeStore(engine.database).join("node-1"); // the others fence this node
          engine.advance("3 seconds");
          EngineFixture.awaitThat(() -> entered.get() == 2);
        });

    engine.send(key, "paid", "card");

    assertThat(engine.awaitOutput(key)).isEqualTo("card");
    await().during(Duration.ofMillis(300)).until(() -> entered.get() == 2);
  }
}
