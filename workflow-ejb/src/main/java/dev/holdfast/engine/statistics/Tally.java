package dev.holdfast.engine.statistics;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.Measurements;
import dev.holdfast.engine.port.ThroughputStore;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts on this node what is created and ends, and stores the counts of each minute once it is
 * over. Counting looks at no clock: what is counted between two ticks belongs to the minute of the
 * first. What a crash takes away is at most the last minute. Thread-safe.
 */
public final class Tally implements Measurements {

  /** How long counts are kept: what charts show, and an hour. */
  static final Duration KEPT = Duration.ofHours(25);

  private static final System.Logger LOG = System.getLogger(Tally.class.getName());

  /** Minutes that are remembered while the database is away. */
  private static final int MOST_WAITING = 60;

  private final ThroughputStore store;
  private final LongSupplier node;
  private final InstantSource clock;
  private final Deque<Minute> over = new ArrayDeque<>();
  private volatile Minute current;

  /**
   * Begins to count.
   *
   * @param store keeps the counts
   * @param node tells the incarnation of this node
   * @param clock tells the time
   */
  public Tally(ThroughputStore store, LongSupplier node, InstantSource clock) {
    this.store = store;
    this.node = node;
    this.clock = clock;
    this.current = new Minute(minute());
  }

  private record Minute(Instant since, Map<String, Counts> byWorkflow) {

    Minute(Instant since) {
      this(since, new ConcurrentHashMap<>());
    }

    Counts of(String workflow) {
      return byWorkflow.computeIfAbsent(workflow, name -> new Counts());
    }

    List<Throughput> toStore() {
      List<Throughput> counts = new ArrayList<>();
      byWorkflow.forEach((workflow, count) -> counts.add(count.of(since, workflow)));
      return counts;
    }
  }

  private static final class Counts {

    private final LongAdder created = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder errored = new LongAdder();
    private final LongAdder terminated = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();

    Throughput of(Instant since, String workflow) {
      return new Throughput(
          since,
          workflow,
          created.sum(),
          completed.sum(),
          errored.sum(),
          terminated.sum(),
          failedAttempts.sum());
    }
  }

  @Override
  public void created(String workflow) {
    current.of(workflow).created.increment();
  }

  @Override
  public void ended(String workflow, InstanceStatus status) {
    Counts counts = current.of(workflow);
    switch (status) {
      case COMPLETE -> counts.completed.increment();
      case ERRORED -> counts.errored.increment();
      default -> counts.terminated.increment();
    }
  }

  @Override
  public void stepWritten(String workflow, StepRecord step) {
    if (step.status() == StepStatus.RETRYING || step.status() == StepStatus.ERRORED) {
      current.of(workflow).failedAttempts.increment();
    }
  }

  /** Stores the minutes that are over; to be called about every second, by one thread at a time. */
  public void tick() {
    Instant now = minute();
    if (!current.since.equals(now)) {
      remember(current);
      current = new Minute(now);
    } else if (!over.isEmpty()) { // a tick later, so that whoever still counted there has done so
      storeAll();
    }
  }

  /** Stores all that has been counted. */
  public void stop() {
    remember(current);
    storeAll();
  }

  private void remember(Minute minute) {
    over.add(minute);
    if (over.size() > MOST_WAITING) {
      over.remove();
    }
  }

  private void storeAll() {
    try {
      while (!over.isEmpty()) {
        List<Throughput> counts = over.element().toStore();
        if (!counts.isEmpty()) {
          store.add(node.getAsLong(), counts);
        }
        over.remove();
      }
      store.purge(clock.instant().minus(KEPT));
    } catch (RuntimeException e) { // the database may be away: the next tick tries again
      LOG.log(Level.WARNING, "The throughput could not be stored; trying again soon", e);
    }
  }

  private Instant minute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }
}
