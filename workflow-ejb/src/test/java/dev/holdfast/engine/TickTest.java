package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickTest {

  private final EngineFixture engine = new EngineFixture(100, TickingStore::new);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void leavesARunAloneWhoseEndHasJustBeenWritten() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    engine.deploy("w", (event, step) -> step.run("a", () -> released.await(10, TimeUnit.SECONDS)));
    InstanceKey key = engine.create("w");
    Thread waiting = new Thread(() -> engine.awaitEnd(key));
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    long begin = System.nanoTime();
    released.countDown();
    waiting.join();

    // Who has to look for the end, instead of being told, does so once a second.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
  }

  /** Lets the engine tick after the end of an instance is committed and before its run knows. */
  private final class TickingStore implements JournalStore {
    private final JournalStore store;

    TickingStore(JournalStore store) {
      this.store = store;
    }

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = store.write(node, changes);
      if (changes.stream().anyMatch(Change.Ended.class::isInstance)) {
        engine.engine.tick();
      }
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
