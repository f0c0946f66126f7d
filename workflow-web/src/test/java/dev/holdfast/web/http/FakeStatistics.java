package dev.holdfast.web.http;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.StatisticsReader.DueCount;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.engine.statistics.Reading;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.web.instance.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the numbers that a test has set; of instances, those of the fake engine. */
final class FakeStatistics implements StatisticsService {

  final List<StuckInstance> stuck = new ArrayList<>();
  private final FakeInstances instances;
  private final FakeNodes nodes;

  FakeStatistics(FakeInstances instances, FakeNodes nodes) {
    this.instances = instances;
    this.nodes = nodes;
  }

  @Override
  public Reading<List<StatusCount>> counts() {
    return read(
        counts("order").entrySet().stream()
            .map(it -> new StatusCount("order", it.getKey(), it.getValue()))
            .toList());
  }

  @Override
  public Map<InstanceStatus, Long> counts(String workflow) {
    return instances.counts(workflow);
  }

  @Override
  public Reading<List<LongestWait>> longestWaits() {
    return read(List.of());
  }

  @Override
  public Reading<List<DueCount>> due() {
    return read(List.of());
  }

  @Override
  public Reading<Map<String, Long>> retrying() {
    return read(Map.of());
  }

  @Override
  public Reading<List<StuckInstance>> stuck() {
    return read(List.copyOf(stuck));
  }

  @Override
  public Reading<List<NodeRecord>> nodes() {
    return read(nodes.listLive());
  }

  @Override
  public Reading<Long> parkedMessages() {
    return read(0L);
  }

  @Override
  public Reading<List<Throughput>> throughput() {
    return read(List.of());
  }

  @Override
  public List<Throughput> throughput(Duration back, Duration bucket) {
    return List.of();
  }

  private static <T> Reading<T> read(T value) {
    return new Reading<>(value, Recorded.START);
  }
}
