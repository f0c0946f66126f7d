package dev.holdfast.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JournalPaceTest {

  private static final Duration SLOW = Duration.ofMillis(500);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
  private final JournalPace pace = new JournalPace(now::get, SLOW);
  private Runnable during = () -> {};
  private final JournalStore store = pace.watch(new FakeStore());

  @Test
  void keepsPaceWhileBatchesAreQuick() {
    during = () -> pass(499);

    write();

    assertThat(pace.isBehind()).isFalse();
  }

  @Test
  void isBehindWhileABatchTakesLong() {
    during =
        () -> {
          assertThat(pace.isBehind()).isFalse();
          pass(500);
          assertThat(pace.isBehind()).isTrue();
          pass(60_000);
          assertThat(pace.isBehind()).isTrue();
        };

    write();
  }

  @Test
  void restsAfterASlowBatchForAsLongAsThatTook() {
    during = () -> pass(3_000);

    write();

    assertThat(pace.isBehind()).isTrue();
    pass(2_999);
    assertThat(pace.isBehind()).isTrue();
    pass(1);
    assertThat(pace.isBehind()).isFalse();
  }

  @Test
  void countsABatchThatFailsToo() {
    during =
        () -> {
          pass(1_000);
          throw new IllegalStateException("no connection");
        };

    assertThatIllegalStateException().isThrownBy(this::write);

    assertThat(pace.isBehind()).isTrue();
    pass(1_000);
    assertThat(pace.isBehind()).isFalse();
  }

  private void write() {
    assertThat(store.write(7, List.of())).isEmpty();
  }

  private void pass(long millis) {
    now.updateAndGet(time -> time.plusMillis(millis));
  }

  /** Takes as long as the test wants. */
  private final class FakeStore implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      during.run();
      return List.of();
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      throw new UnsupportedOperationException();
    }
  }
}
