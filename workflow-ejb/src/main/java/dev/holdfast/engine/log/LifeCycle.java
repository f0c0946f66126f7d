package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogType;
import dev.holdfast.api.WorkflowListener;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.port.EventLogReader.Rows;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import dev.holdfast.engine.port.PayloadCodec;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Tells the applications' listeners what happens to instances as a whole on this node. What is to
 * be told is made up on the listeners' thread, one thing after the other; when too much piles up,
 * the rest is lost.
 */
final class LifeCycle implements WriteObserver {

  private static final System.Logger LOG = System.getLogger(LifeCycle.class.getName());

  private static final int MOST_WAITING = 10_000;

  private final LogPages pages;
  private final PayloadCodec codec;
  private final Executor threads;
  private final LongFunction<Optional<InstanceRecord>> running;
  private final List<WorkflowListener> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Supplier<List<LogEntry>>> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean telling = new AtomicBoolean();

  /**
   * Makes the list of listeners.
   *
   * @param running finds an instance that this node runs, as it was when it was claimed
   */
  LifeCycle(
      LogPages pages,
      PayloadCodec codec,
      Executor threads,
      LongFunction<Optional<InstanceRecord>> running) {
    this.pages = pages;
    this.codec = codec;
    this.threads = threads;
    this.running = running;
  }

  void add(WorkflowListener listener) {
    listeners.add(listener);
  }

  @Override
  public void written(List<Change> changes) {
    if (!listeners.isEmpty()) {
      changes.forEach(this::written);
    }
  }

  private void written(Change change) {
    if (change instanceof Change.InstanceCreated created) {
      tell(() -> translate(created.record(), List.of(), 0));
    } else if (change instanceof Change.ChildCreated created) {
      tell(() -> translate(created.record(), List.of(), 0));
    } else if (change instanceof Change.Logged logged) {
      running
          .apply(change.instance())
          .ifPresent(
              it -> tell(() -> translate(it, List.of(logged.record()), recordBefore(logged))));
    } else if (change instanceof Change.Suspended suspended) {
      running.apply(change.instance()).ifPresent(it -> tell(() -> read(it.key(), suspended.log())));
    } else if (change instanceof Change.Ended ended) {
      running
          .apply(change.instance())
          .map(it -> it.ended(ended))
          .ifPresent(
              it -> tell(() -> translate(it, List.of(), it.log() + LogPlace.ROLLBACK_ENDED)));
    }
  }

  private static long recordBefore(Change.Logged logged) {
    return logged.record().id() - 1;
  }

  @Override
  public void claimed(Claim claim, Instant now) {
    if (!listeners.isEmpty()) {
      claim.instances().stream()
          .filter(it -> now.equals(it.startedAt()))
          .forEach(it -> tell(() -> readStart(it)));
    }
  }

  @Override
  public void controlled(Decision decision) {
    if (!listeners.isEmpty() && !decision.after().equals(Optional.of(decision.before()))) {
      decision
          .after()
          .ifPresent(
              it ->
                  tell(
                      () ->
                          translate(it, decision.log(), decision.before().log() + LogPlace.ENDED)));
    }
  }

  private List<LogEntry> translate(InstanceRecord instance, List<LogRecord> records, long after) {
    Rows rows = new Rows(instance, Long.MAX_VALUE, List.of(), List.of(), List.of(), records);
    return EventLog.of(rows, codec, after);
  }

  /** Reads how the log has the first start, which depends on how the epoch began. */
  private List<LogEntry> readStart(InstanceRecord claimed) {
    return pages.list(claimed.key(), claimed.log()).stream()
        .filter(entry -> entry.type() == LogType.WORKFLOW_STARTED)
        .toList();
  }

  /** Reads what has become of a suspension: whether the instance waits or is paused. */
  private List<LogEntry> read(InstanceKey key, long position) {
    return pages.list(key, position - 1).stream()
        .filter(entry -> entry.eventId() <= LogPositions.lastId(position))
        .toList();
  }

  private void tell(Supplier<List<LogEntry>> entries) {
    if (!waiting.offer(entries)) {
      LOG.log(Level.WARNING, "The listeners to workflows are too slow: they miss a record");
    }
    if (telling.compareAndSet(false, true)) {
      threads.execute(this::tellAll);
    }
  }

  private void tellAll() {
    do {
      Supplier<List<LogEntry>> next = waiting.poll();
      while (next != null) {
        tellNow(next);
        next = waiting.poll();
      }
      telling.set(false);
    } while (!waiting.isEmpty() && telling.compareAndSet(false, true));
  }

  private void tellNow(Supplier<List<LogEntry>> entries) {
    try {
      for (LogEntry entry : entries.get()) {
        if (entry.type().isLifeCycle()) {
          listeners.forEach(listener -> tellNow(listener, entry));
        }
      }
    } catch (RuntimeException e) { // the database may be away
      LOG.log(Level.WARNING, "The listeners to workflows miss a record", e);
    }
  }

  private static void tellNow(WorkflowListener listener, LogEntry entry) {
    try {
      listener.record(entry);
    } catch (RuntimeException e) { // whatever the listener says: the others are told all the same
      LOG.log(
          Level.WARNING,
          () ->
              "A listener to workflows has failed at record %s of instance %s/%s"
                  .formatted(entry.type().wireName(), entry.workflow(), entry.instanceId()),
          e);
    }
  }
}
