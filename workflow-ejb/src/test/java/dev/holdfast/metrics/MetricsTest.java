package dev.holdfast.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.Measurements;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.statistics.EngineStatistics;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryJournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import dev.holdfast.memory.InMemoryParkedMessages;
import dev.holdfast.memory.InMemoryStatisticsReader;
import dev.holdfast.memory.InMemoryThroughputStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Says what Prometheus and JMX are shown. */
class MetricsTest {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InMemoryDatabase database = new InMemoryDatabase(now::get);
  private final NodeStore nodes = new InMemoryNodeStore(database);
  private final long node = nodes.join("north");
  private boolean isAway;
  private final Metrics metrics =
      new Metrics(
          "north",
          new FixedNode(),
          new EngineStatistics(
              new EngineStatistics.Sources(
                  new InMemoryStatisticsReader(database),
                  new SometimesAway(),
                  new InMemoryParkedMessages(database),
                  new InMemoryThroughputStore()),
              new WorkflowRegistry(),
              EngineSettings.DEFAULT,
              now::get));
  private final Measurements told = metrics.measurements();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsInstances() {
    told.created("w");
    told.created("w");
    told.ended("w", InstanceStatus.COMPLETE);
    told.ended("w", InstanceStatus.TERMINATED);

    assertThat(lines())
        .contains(
            "holdfast_creations_total{workflow=\"w\"} 2.0",
            "holdfast_ends_total{status=\"complete\",workflow=\"w\"} 1.0",
            "holdfast_ends_total{status=\"errored\",workflow=\"w\"} 0.0",
            "holdfast_ends_total{status=\"terminated\",workflow=\"w\"} 1.0");
  }

  @Test
  void measuresStepsWithTheirAttempts() {
    StepRecord step = StepRecord.started(new StepKey(StepKind.RUN, "", "pay", 1), 1, START);
    told.stepWritten("w", step.attempting(1));
    told.stepWritten("w", step.retrying(1, START, ""));
    told.stepWritten("w", step.completed(2, null, START.plusMillis(300)));
    told.stepWritten("w", StepRecord.started(new StepKey(StepKind.SLEEP, "", "nap", 1), 2, START));

    String labels = "kind=\"run\",status=\"complete\",step=\"pay\",workflow=\"w\"";
    assertThat(lines())
        .contains(
            "holdfast_step_seconds_count{" + labels + "} 1",
            "holdfast_step_seconds_sum{" + labels + "} 0.3",
            "holdfast_step_seconds_bucket{" + labels + ",le=\"0.25\"} 0",
            "holdfast_step_seconds_bucket{" + labels + ",le=\"0.5\"} 1",
            "holdfast_step_failures_total{kind=\"run\",step=\"pay\",workflow=\"w\"} 1.0",
            "holdfast_step_retries_total{kind=\"run\",step=\"pay\",workflow=\"w\"} 1.0");
    assertThat(lines()).noneMatch(line -> line.contains("nap"));
  }

  @Test
  void boundsTheNamesOfStepsAndWorkflows() {
    for (int i = 0; i < 150; i++) {
      StepRecord step =
          StepRecord.started(new StepKey(StepKind.RUN, "", "made-up-" + i, 1), 1, START);
      told.stepWritten("w", step.completed(1, null, START));
    }
    IntStream.range(0, 300).forEach(i -> told.created("w" + i));

    List<String> lines = lines();

    assertThat(lines.stream().filter(it -> it.startsWith("holdfast_step_failures_total")))
        .hasSize(101)
        .contains(
            "holdfast_step_failures_total{kind=\"run\",step=\"(others)\",workflow=\"w\"} 0.0");
    assertThat(lines.stream().filter(it -> it.startsWith("holdfast_creations_total")))
        .hasSize(201)
        .contains("holdfast_creations_total{workflow=\"(others)\"} 101.0");
  }

  @Test
  void measuresBatchesLatenessEventsAndLimits() {
    told.flushed(7, Duration.ofMillis(4));
    told.claimed("w", START, START.plusSeconds(3));
    told.eventAccepted();
    told.messageParked();
    told.nearLimit("w", "result");
    told.nearLimit("unknown", "event");

    assertThat(lines())
        .contains(
            "holdfast_journal_flush_seconds_count 1",
            "holdfast_journal_flush_seconds_bucket{le=\"0.005\"} 1",
            "holdfast_journal_flush_changes_sum 7.0",
            "holdfast_wake_up_lateness_seconds_sum{workflow=\"w\"} 3.0",
            "holdfast_events_accepted_total 1.0",
            "holdfast_messages_parked_total 1.0",
            "holdfast_near_limit_total{value=\"result\",workflow=\"w\"} 1.0",
            "holdfast_near_limit_total{value=\"event\",workflow=\"\"} 1.0");
  }

  @Test
  void showsTheNumbersOfAllServers() {
    store("a", START);
    now.set(START.plusSeconds(70));
    nodes.heartbeat(node);
    now.set(START.plusSeconds(71));

    assertThat(lines())
        .contains(
            "holdfast_instances{status=\"queued\",workflow=\"w\"} 1.0",
            "holdfast_instances_due{status=\"queued\",workflow=\"w\"} 1.0",
            "holdfast_instances_due_lateness_seconds{status=\"queued\",workflow=\"w\"} 71.0",
            "holdfast_instances_stuck{reason=\"unclaimed\"} 1.0",
            "holdfast_instances_stuck{reason=\"ownerGone\"} 0.0",
            "holdfast_parked_messages 0.0",
            "holdfast_node_heartbeat_age_seconds{node=\"north\"} 1.0",
            "holdfast_node_executing{node=\"north\"} 0.0",
            "holdfast_executing 3.0",
            "holdfast_executing_limit 100.0",
            "holdfast_lease_in_force 1.0",
            "holdfast_statistics_available 1.0");
  }

  @Test
  void saysSoWhenTheDatabaseIsAwayAndShowsTheRest() {
    told.created("w");
    lines();
    isAway = true;
    now.set(START.plusSeconds(10));

    assertThat(lines())
        .contains(
            "holdfast_statistics_available 0.0", "holdfast_creations_total{workflow=\"w\"} 1.0")
        .noneMatch(line -> line.startsWith("holdfast_node_heartbeat_age_seconds{"));

    isAway = false;
    assertThat(lines()).contains("holdfast_statistics_available 1.0");
  }

  @Test
  void showsMemoryThreadsAndCpuOfTheJvm() {
    assertThat(lines())
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .anyMatch(line -> line.startsWith("jvm_threads_live_threads "))
        .anyMatch(line -> line.startsWith("process_cpu_usage "));
  }

  @Test
  void showsTheNodeInJmxUntilItIsClosed() throws Exception {
    ObjectName name = new ObjectName("dev.holdfast:type=Node,name=\"north\"");
    store("a", START);
    metrics.show();

    assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Executing"))
        .isEqualTo(3);
    assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "DueInstances"))
        .isEqualTo(1L);

    metrics.close();

    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isFalse();
  }

  private List<String> lines() {
    return metrics.prometheus().lines().toList();
  }

  private void store(String id, Instant dueAt) {
    InstanceRecord instance =
        InstanceRecord.queued(
            1, new InstanceKey("w", id), new Origin(null, START, "1", "java", ""), dueAt);
    new InMemoryJournalStore(database).write(node, List.of(new InstanceCreated(instance)));
  }

  private final class SometimesAway implements NodeStore {

    @Override
    public long join(String name) {
      return nodes.join(name);
    }

    @Override
    public boolean heartbeat(long incarnation) {
      return nodes.heartbeat(incarnation);
    }

    @Override
    public int takeOverExpired(long self, Duration lease) {
      return nodes.takeOverExpired(self, lease);
    }

    @Override
    public void leave(long incarnation) {
      nodes.leave(incarnation);
    }

    @Override
    public List<NodeRecord> listLive() {
      if (isAway) {
        throw new IllegalStateException("away");
      }
      return nodes.listLive();
    }
  }
}
