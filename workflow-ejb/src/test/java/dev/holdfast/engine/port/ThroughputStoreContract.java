package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.port.ThroughputStore.Throughput;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Says how the counts of nodes are added up. */
public abstract class ThroughputStoreContract extends StorageContract {

  @Test
  void addsUpWhatNodesHaveCounted() {
    storage.throughput().add(node, List.of(minute(1, "b", 1), minute(1, "a", 2)));
    storage.throughput().add(node + 1, List.of(minute(1, "a", 3)));
    storage.throughput().add(node, List.of(minute(0, "a", 9)));

    assertThat(storage.throughput().list(START.plusSeconds(60)))
        .containsExactly(
            new Throughput(START.plusSeconds(60), "a", 5, 50, 500, 5000, 50_000),
            minute(1, "b", 1));
  }

  @Test
  void addsToAMinuteThatIsThereAlready() {
    storage.throughput().add(node, List.of(minute(0, "a", 1)));

    storage.throughput().add(node, List.of(minute(0, "a", 2)));

    assertThat(storage.throughput().list(START)).containsExactly(minute(0, "a", 3));
  }

  @Test
  void removesWhatIsOld() {
    storage.throughput().add(node, List.of(minute(0, "a", 1), minute(1, "a", 2)));

    storage.throughput().purge(START.plusSeconds(60));

    assertThat(storage.throughput().list(START)).containsExactly(minute(1, "a", 2));
  }

  private static Throughput minute(int minute, String workflow, long count) {
    return new Throughput(
        START.plusSeconds(minute * 60L),
        workflow,
        count,
        count * 10,
        count * 100,
        count * 1000,
        count * 10_000);
  }
}
