package dev.holdfast.engine.statistics;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.StatisticsReader;
import dev.holdfast.engine.port.StatisticsReader.DueCount;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.engine.port.StatisticsReader.StuckBounds;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.port.ThroughputStore;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps each answer of the database for a while. */
public final class EngineStatistics implements StatisticsService {

  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration AGE_OF_NODES = Duration.ofSeconds(1);

  /** How long something may be due before it counts as stuck. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  /** How long a body may execute whose own timeout is not recorded. */
  private static final Duration BODY = Duration.ofMinutes(30);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final int SILENT_LEASES = 3;
  private static final int RECOVERIES = 3;
  private static final int MOST_STUCK = 1000;

  private final StatisticsReader reader;
  private final WorkflowRegistry registry;
  private final EngineSettings settings;
  private final InstantSource clock;
  private final Kept<List<StatusCount>> counts;
  private final Kept<List<LongestWait>> longestWaits;
  private final Kept<List<DueCount>> due;
  private final Kept<Map<String, Long>> retrying;
  private final Kept<List<StuckInstance>> stuck;
  private final Kept<List<NodeRecord>> nodes;
  private final Kept<Long> parked;
  private final Kept<List<Throughput>> throughput;

  /**
   * Makes the statistics of a server.
   *
   * @param sources what is read
   * @param registry the workflows that are deployed
   * @param settings numbers that the installation has chosen
   * @param clock tells the database's time
   */
  public EngineStatistics(
      Sources sources, WorkflowRegistry registry, EngineSettings settings, InstantSource clock) {
    this.reader = sources.reader();
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
    this.counts = new Kept<>(clock, AGE, reader::countInstances);
    this.longestWaits = new Kept<>(clock, AGE, reader::listLongestWaits);
    this.due = new Kept<>(clock, AGE, () -> reader.countDue(clock.instant()));
    this.retrying = new Kept<>(clock, AGE, reader::countRetrying);
    this.stuck = new Kept<>(clock, AGE, this::readStuck);
    this.nodes = new Kept<>(clock, AGE_OF_NODES, sources.nodes()::listLive);
    this.parked = new Kept<>(clock, AGE, () -> sources.parked().count(Filter.ALL));
    this.throughput =
        new Kept<>(clock, AGE, () -> sources.throughput().list(clock.instant().minus(DAY)));
  }

  /**
   * Is what statistics are made of.
   *
   * @param reader counts instances and steps
   * @param nodes knows the nodes
   * @param parked knows the parked messages
   * @param throughput knows what happened in each minute
   */
  public record Sources(
      StatisticsReader reader,
      NodeStore nodes,
      ParkedMessages parked,
      ThroughputStore throughput) {}

  @Override
  public Reading<List<StatusCount>> counts() {
    return counts.get();
  }

  @Override
  public Map<InstanceStatus, Long> counts(String workflow) {
    Map<InstanceStatus, Long> found = new EnumMap<>(InstanceStatus.class);
    for (InstanceStatus status : InstanceStatus.values()) {
      found.put(status, 0L);
    }
    counts().value().stream()
        .filter(count -> count.workflow().equals(workflow))
        .forEach(count -> found.put(count.status(), count.count()));
    return found;
  }

  @Override
  public Reading<List<LongestWait>> longestWaits() {
    return longestWaits.get();
  }

  @Override
  public Reading<List<DueCount>> due() {
    return due.get();
  }

  @Override
  public Reading<Map<String, Long>> retrying() {
    return retrying.get();
  }

  @Override
  public Reading<List<StuckInstance>> stuck() {
    return stuck.get();
  }

  @Override
  public Reading<List<NodeRecord>> nodes() {
    return nodes.get();
  }

  @Override
  public Reading<Long> parkedMessages() {
    return parked.get();
  }

  @Override
  public Reading<List<Throughput>> throughput() {
    return throughput.get();
  }

  @Override
  public List<Throughput> throughput(Duration back, Duration bucket) {
    return Buckets.of(throughput().value(), clock.instant(), back, bucket);
  }

  private List<StuckInstance> readStuck() {
    Instant now = clock.instant();
    StuckBounds bounds =
        new StuckBounds(
            now,
            now.minus(settings.lease().multipliedBy(SILENT_LEASES)),
            now.minus(CLAIM),
            BODY,
            GRACE,
            RECOVERIES);
    boolean isFull = isFull();
    return reader.listStuck(bounds, MOST_STUCK).stream()
        .filter(it -> it.reason() != StuckReason.UNCLAIMED || !(isFull || isHeldBack(it)))
        .toList();
  }

  /** Tells whether all live nodes execute what they can: what is due then waits for its turn. */
  private boolean isFull() {
    List<NodeRecord> live = nodes().value();
    return !live.isEmpty() && live.stream().allMatch(it -> it.running() >= settings.slots());
  }

  /** Tells whether as many of its workflow execute as may. */
  private boolean isHeldBack(StuckInstance instance) {
    String workflow = instance.key().workflow();
    @Nullable Integer most = registry.concurrency().get(workflow);
    return most != null && counts(workflow).getOrDefault(InstanceStatus.RUNNING, 0L) >= most;
  }
}
