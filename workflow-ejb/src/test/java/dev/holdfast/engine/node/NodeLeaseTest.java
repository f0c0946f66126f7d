package dev.holdfast.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.port.NodeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {

  private static final Instant START = Instant.parse("2026-03-29T01:00:00Z");
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private Instant now = START;
  private final List<Instant> heartbeats = new ArrayList<>();
  private final NodeLease lease = new NodeLease(new Heard(), () -> now, LENGTH, "north", () -> {});

  private long joined;
  private Runnable duringHeartbeat = () -> {};

  private final class Heard implements NodeStore {

    @Override
    public long join(String name) {
      return ++joined;
    }

    @Override
    public boolean heartbeat(long node) {
      duringHeartbeat.run();
      return node == joined && heartbeats.add(now);
    }

    @Override
    public int takeOverExpired(long self, Duration length) {
      return 0;
    }

    @Override
    public void leave(long node) {}

    @Override
    public List<NodeRecord> listLive() {
      return List.of();
    }
  }

  @Test
  void renewsItselfFourTimesInItsLength() {
    lease.begin();

    for (int second = 1; second <= 10; second++) {
      now = START.plusSeconds(second);
      lease.keep();
    }

    assertThat(heartbeats)
        .extracting(it -> it.getEpochSecond() - START.getEpochSecond())
        .containsExactly(3L, 6L, 9L);
  }

  @Test
  void keepsTheIncarnationThatWasBegunDuringTheHeartbeatOfTheOneBefore() {
    lease.begin();
    now = START.plusSeconds(30);
    duringHeartbeat =
        () -> {
          lease.fenced(1); // a write was refused
          lease.begin();
        };

    lease.keep();

    assertThat(lease.node()).isEqualTo(2);
    assertThat(lease.isFenced()).isFalse();
  }

  @Test
  void isJustBackForTheTimeOfAHeartbeatAfterItWasOutOfActionForLong() {
    lease.begin();
    now = START.plusSeconds(4);
    lease.keep();
    assertThat(lease.isJustBack()).as("after a short delay").isFalse();

    now = now.plusSeconds(6);
    lease.keep();

    assertThat(lease.isJustBack()).isTrue();
    now = now.plusMillis(2_499);
    assertThat(lease.isJustBack()).isTrue();
    now = now.plusMillis(1);
    assertThat(lease.isJustBack()).isFalse();
  }

  @Test
  void renewsItselfAtOnceWhenTheTimeHasBeenSetBack() {
    lease.begin();

    now = START.minus(Duration.ofHours(1));
    lease.keep();
    lease.keep();

    assertThat(heartbeats).containsExactly(now);
    assertThat(lease.isInForce()).isTrue();
    now = now.plus(LENGTH);
    assertThat(lease.isInForce()).isFalse();
  }
}
