package dev.holdfast.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.ThroughputStore;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.memory.InMemoryThroughputStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START.plusSeconds(30));
  private final InMemoryThroughputStore stored = new InMemoryThroughputStore();
  private boolean isAway;
  private final Tally tally = new Tally(new SometimesAway(), () -> 7, now::get);

  @Test
  void storesAMinuteOnceItIsOver() {
    tally.created("w");
    tally.ended("w", InstanceStatus.COMPLETE);
    tally.ended("w", InstanceStatus.ERRORED);
    tally.ended("w", InstanceStatus.TERMINATED);
    tally.created("v");
    tick(Duration.ofSeconds(29));
    assertThat(stored.list(START)).isEmpty();

    tick(Duration.ofSeconds(1));
    tally.created("w");
    tick(Duration.ofSeconds(1));

    assertThat(stored.list(START))
        .containsExactly(
            new Throughput(START, "v", 1, 0, 0, 0, 0), new Throughput(START, "w", 1, 1, 1, 1, 0));
  }

  @Test
  void storesTheRestWhenItStops() {
    tally.created("w");

    tally.stop();

    assertThat(stored.list(START)).containsExactly(new Throughput(START, "w", 1, 0, 0, 0, 0));
  }

  @Test
  void triesAgainWhenTheDatabaseWasAway() {
    tally.created("w");
    isAway = true;
    tick(Duration.ofSeconds(30));
    tick(Duration.ofSeconds(1));
    assertThat(stored.list(START)).isEmpty();

    isAway = false;
    tick(Duration.ofSeconds(1));

    assertThat(stored.list(START)).containsExactly(new Throughput(START, "w", 1, 0, 0, 0, 0));
  }

  @Test
  void removesWhatIsOlderThanADay() {
    stored.add(1, List.of(new Throughput(START.minus(Tally.KEPT), "w", 1, 0, 0, 0, 0)));
    tally.created("w");
    tick(Duration.ofSeconds(30));
    tick(Duration.ofSeconds(1));

    assertThat(stored.list(Instant.EPOCH)).extracting(Throughput::since).containsExactly(START);
  }

  private void tick(Duration later) {
    now.updateAndGet(time -> time.plus(later));
    tally.tick();
  }

  private final class SometimesAway implements ThroughputStore {

    @Override
    public void add(long node, List<Throughput> counts) {
      if (isAway) {
        throw new IllegalStateException("away");
      }
      stored.add(node, counts);
    }

    @Override
    public List<Throughput> list(Instant from) {
      return stored.list(from);
    }

    @Override
    public void purge(Instant before) {
      stored.purge(before);
    }
  }
}
