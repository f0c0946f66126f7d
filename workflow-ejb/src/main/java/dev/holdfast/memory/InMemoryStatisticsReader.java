package dev.holdfast.memory;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.RecordedOptions;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.port.StatisticsReader;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import dev.holdfast.memory.InMemoryDatabase.StoredNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what is in memory. */
public final class InMemoryStatisticsReader implements StatisticsReader {

  private static final List<InstanceStatus> CLAIMED =
      List.of(InstanceStatus.ROLLING_BACK, InstanceStatus.WAITING, InstanceStatus.QUEUED);

  private final InMemoryDatabase database;

  /**
   * Makes a reader.
   *
   * @param database where the instances are
   */
  public InMemoryStatisticsReader(InMemoryDatabase database) {
    this.database = database;
  }

  /** Is what is counted together. */
  private record Group(String workflow, InstanceStatus status) {
    static Group of(InstanceRecord row) {
      return new Group(row.key().workflow(), row.status());
    }
  }

  @Override
  public List<StatusCount> countInstances() {
    return database.inTransaction(
        () ->
            rows()
                .collect(Collectors.groupingBy(Group::of, Collectors.counting()))
                .entrySet()
                .stream()
                .map(it -> new StatusCount(it.getKey().workflow, it.getKey().status, it.getValue()))
                .toList());
  }

  @Override
  public List<LongestWait> listLongestWaits() {
    return database.inTransaction(
        () ->
            rows()
                .filter(row -> row.status() == InstanceStatus.WAITING)
                .sorted(
                    Comparator.comparing(InstanceRecord::log).thenComparing(InstanceRecord::number))
                .collect(
                    Collectors.toMap(
                        row -> row.key().workflow(),
                        row ->
                            new LongestWait(
                                row.key(), LogPositions.timeOf(row.log()), row.wakeAt()),
                        (first, later) -> first,
                        TreeMap::new))
                .values()
                .stream()
                .toList());
  }

  @Override
  public List<DueCount> countDue(Instant now) {
    return database.inTransaction(
        () ->
            rows()
                .filter(row -> isDue(row, now))
                .collect(Collectors.groupingBy(Group::of))
                .entrySet()
                .stream()
                .map(it -> dueCount(it.getKey(), it.getValue()))
                .toList());
  }

  private static DueCount dueCount(Group group, List<InstanceRecord> due) {
    InstanceRecord first =
        due.stream()
            .min(
                Comparator.comparing(InMemoryStatisticsReader::dueAt)
                    .thenComparing(InstanceRecord::number))
            .orElseThrow();
    return new DueCount(
        group.workflow, group.status, due.size(), dueAt(first), Optional.of(first.key().id()));
  }

  @Override
  public Map<String, Long> countRetrying() {
    return database.inTransaction(
        () ->
            rows()
                .filter(row -> !row.status().isTerminal())
                .flatMap(
                    row ->
                        steps(row)
                            .filter(step -> step.status() == StepStatus.RETRYING)
                            .map(step -> row.key().workflow()))
                .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting())));
  }

  @Override
  public List<StuckInstance> listStuck(StuckBounds bounds, int limit) {
    return database.inTransaction(
        () ->
            Stream.of(
                    owned().filter(row -> isGone(row, bounds)).map(InMemoryStatisticsReader::gone),
                    rows()
                        .filter(row -> isDue(row, bounds.dueBefore().minusNanos(1)))
                        .map(InMemoryStatisticsReader::unclaimed),
                    owned().flatMap(row -> overrunning(row, bounds)),
                    owned()
                        .filter(row -> row.recoveries() >= bounds.recoveries())
                        .map(row -> stuck(row, StuckReason.RECOVERED_OFTEN)))
                .flatMap(
                    found -> found.sorted(Comparator.comparing(StuckInstance::since)).limit(limit))
                .toList());
  }

  private boolean isGone(InstanceRecord row, StuckBounds bounds) {
    StoredNode owner = database.nodes.get(row.owner());
    return owner == null || owner.fenced() || owner.heartbeatAt().isBefore(bounds.silentSince());
  }

  private static StuckInstance gone(InstanceRecord row) {
    return stuck(row, StuckReason.OWNER_GONE);
  }

  private static StuckInstance stuck(InstanceRecord row, StuckReason reason) {
    return new StuckInstance(row.key(), reason, LogPositions.timeOf(row.log()), row.owner(), null);
  }

  private static StuckInstance unclaimed(InstanceRecord row) {
    return new StuckInstance(row.key(), StuckReason.UNCLAIMED, dueAt(row), null, null);
  }

  private Stream<StuckInstance> overrunning(InstanceRecord row, StuckBounds bounds) {
    return steps(row)
        .filter(step -> step.status() == StepStatus.RUNNING)
        .filter(step -> isBody(step.key().kind()))
        .filter(step -> isOver(row, step, bounds))
        .map(
            step ->
                new StuckInstance(
                    row.key(),
                    StuckReason.OVERRUNNING,
                    attemptStarted(row, step),
                    row.owner(),
                    step.key().shown()));
  }

  private static boolean isBody(StepKind kind) {
    return kind == StepKind.RUN || kind == StepKind.COMPENSATION;
  }

  private boolean isOver(InstanceRecord row, StepRecord step, StuckBounds bounds) {
    Duration timeout = RecordedOptions.timeout(step.options()).orElse(bounds.timeout());
    Instant end = attemptStarted(row, step).plus(timeout).plus(bounds.grace());
    return !end.isAfter(bounds.now());
  }

  private Instant attemptStarted(InstanceRecord row, StepRecord step) {
    @Nullable AttemptRecord before =
        database.attempts.get(
            new EntryKey(row.number(), row.epoch(), step.seq(), step.attempt() - 1L));
    if (before == null) {
      return step.startedAt();
    }
    return before.endedAt().plusMillis(Objects.requireNonNullElse(before.retryDelayMillis(), 0L));
  }

  private Stream<InstanceRecord> rows() {
    return database.instances.values().stream();
  }

  private Stream<InstanceRecord> owned() {
    return rows().filter(row -> row.owner() != null);
  }

  private Stream<StepRecord> steps(InstanceRecord row) {
    return InMemoryDatabase.ofLife(database.steps, row.number(), row.epoch()).stream();
  }

  private static boolean isDue(InstanceRecord row, Instant now) {
    return CLAIMED.contains(row.status()) && row.wakeAt() != null && !row.wakeAt().isAfter(now);
  }

  private static Instant dueAt(InstanceRecord row) {
    return Objects.requireNonNull(row.wakeAt());
  }
}
