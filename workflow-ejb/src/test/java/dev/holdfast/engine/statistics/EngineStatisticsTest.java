package dev.holdfast.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import dev.holdfast.memory.InMemoryDatabase;
import dev.holdfast.memory.InMemoryJournalStore;
import dev.holdfast.memory.InMemoryNodeStore;
import dev.holdfast.memory.InMemoryParkedMessages;
import dev.holdfast.memory.InMemoryStatisticsReader;
import dev.holdfast.memory.InMemoryThroughputStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EngineStatisticsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InMemoryDatabase database = new InMemoryDatabase(now::get);
  private final InMemoryNodeStore nodes = new InMemoryNodeStore(database);
  private final InMemoryJournalStore journal = new InMemoryJournalStore(database);
  private final WorkflowRegistry registry = new WorkflowRegistry();
  private final long node = nodes.join("north");
  private final InMemoryThroughputStore throughput = new InMemoryThroughputStore();
  private int instances;

  @Test
  void countsEachStatusOfAWorkflowZerosIncluded() {
    StatisticsService statistics = statistics(100);
    queue("w");

    assertThat(statistics.counts("w"))
        .hasSize(InstanceStatus.values().length)
        .containsEntry(InstanceStatus.QUEUED, 1L)
        .containsEntry(InstanceStatus.COMPLETE, 0L);
  }

  @Test
  void countsOnceInFiveSeconds() {
    StatisticsService statistics = statistics(100);
    queue("w");
    assertThat(statistics.counts("w")).containsEntry(InstanceStatus.QUEUED, 1L);
    queue("w");

    assertThat(statistics.counts("w")).containsEntry(InstanceStatus.QUEUED, 1L);
    pass(Duration.ofSeconds(5));
    assertThat(statistics.counts("w")).containsEntry(InstanceStatus.QUEUED, 2L);
  }

  @Test
  void takesWhatIsDueForAMinuteForStuckWhileThereIsRoom() {
    queue("w");
    pass(Duration.ofSeconds(60));
    assertThat(reasons(statistics(100))).isEmpty();

    pass(Duration.ofMillis(1));
    assertThat(reasons(statistics(100))).containsExactly(StuckReason.UNCLAIMED);
  }

  @Test
  void takesAQueueInFrontOfBusyNodesForNoTrouble() {
    runHere("w");
    queue("w");
    pass(Duration.ofMinutes(2));
    nodes.heartbeat(node);

    assertThat(reasons(statistics(1))).isEmpty();
    assertThat(reasons(statistics(2))).containsExactly(StuckReason.UNCLAIMED);
  }

  @Test
  void takesAQueueInFrontOfALimitedWorkflowForNoTrouble() {
    registry.register(
        new WorkflowDefinition(
            "limited",
            Object.class,
            Object.class,
            Object.class,
            "1",
            WorkflowSettings.DEFAULT.withConcurrency(1),
            List.of(),
            false,
            () -> {
              throw new UnsupportedOperationException("nothing runs here");
            }));
    runHere("limited");
    queue("limited");
    queue("other");
    pass(Duration.ofMinutes(2));
    nodes.heartbeat(node);

    assertThat(statistics(100).stuck().value())
        .extracting(it -> it.key().workflow())
        .containsExactly("other");
  }

  @Test
  void takesAnOwnerThatIsSilentForThreeLeasesForGone() {
    runHere("w");
    pass(EngineSettings.DEFAULT.lease().multipliedBy(3));
    assertThat(reasons(statistics(100))).isEmpty();

    pass(Duration.ofMillis(1));
    assertThat(reasons(statistics(100))).containsExactly(StuckReason.OWNER_GONE);
  }

  @Test
  void addsMinutesUpToBucketsZerosIncluded() {
    throughput.add(1, List.of(minute(-125, 1), minute(-61, 2), minute(-59, 3)));
    throughput.add(2, List.of(minute(-59, 4)));

    assertThat(statistics(100).throughput(Duration.ofHours(2), Duration.ofHours(1)))
        .containsExactly(
            new Throughput(START.minusSeconds(7200), "", 2, 0, 0, 0, 0),
            new Throughput(START.minusSeconds(3600), "", 7, 0, 0, 0, 0),
            new Throughput(START, "", 0, 0, 0, 0, 0));
  }

  private static Throughput minute(int fromNow, long created) {
    return new Throughput(START.plusSeconds(fromNow * 60L), "w", created, 0, 0, 0, 0);
  }

  private StatisticsService statistics(int slots) {
    return new EngineStatistics(
        new EngineStatistics.Sources(
            new InMemoryStatisticsReader(database),
            nodes,
            new InMemoryParkedMessages(database),
            throughput),
        registry,
        EngineSettings.DEFAULT.withSlots(slots),
        now::get);
  }

  private static List<StuckReason> reasons(StatisticsService statistics) {
    return statistics.stuck().value().stream().map(StuckInstance::reason).toList();
  }

  private void queue(String workflow) {
    store(queued(workflow));
  }

  private void runHere(String workflow) {
    store(queued(workflow).runningOn(node));
  }

  private void store(InstanceRecord instance) {
    journal.write(node, List.of(new InstanceCreated(instance)));
  }

  private InstanceRecord queued(String workflow) {
    return InstanceRecord.queued(
        ++instances,
        new InstanceKey(workflow, "i" + instances),
        new Origin(null, now.get(), "1", "java", ""),
        now.get());
  }

  private void pass(Duration duration) {
    now.updateAndGet(time -> time.plus(duration));
  }
}
