package dev.holdfast.memory;

import dev.holdfast.engine.port.ThroughputStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps counts in memory. */
public final class InMemoryThroughputStore implements ThroughputStore {

  private final List<Throughput> counted = new ArrayList<>();

  /** Makes an empty store. */
  public InMemoryThroughputStore() {}

  private record Place(Instant since, String workflow) {}

  @Override
  public synchronized void add(long node, List<Throughput> counts) {
    counted.addAll(counts);
  }

  @Override
  public synchronized List<Throughput> list(Instant from) {
    Map<Place, Throughput> sums = new HashMap<>();
    counted.stream()
        .filter(count -> !count.since().isBefore(from))
        .forEach(
            count ->
                sums.merge(new Place(count.since(), count.workflow()), count, Throughput::plus));
    return sums.values().stream()
        .sorted(Comparator.comparing(Throughput::since).thenComparing(Throughput::workflow))
        .toList();
  }

  @Override
  public synchronized void purge(Instant before) {
    counted.removeIf(count -> count.since().isBefore(before));
  }
}
