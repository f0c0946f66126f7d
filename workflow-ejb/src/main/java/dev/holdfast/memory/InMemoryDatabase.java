package dev.holdfast.memory;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.AuditEntry;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.engine.port.ParkedMessages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Is the state that the in-memory ports share. One lock stands for all transactions, which makes
 * them strictly serial; a transaction that throws leaves no trace.
 */
public final class InMemoryDatabase {

  /** What takes part in the transaction of the step whose body the thread runs, if any. */
  private static final ThreadLocal<Enlisted> ENLISTED = new ThreadLocal<>();

  /** The instances, by number. */
  final NavigableMap<Long, InstanceRecord> instances = new TreeMap<>();

  /** Their numbers, by the key that users know. */
  final NavigableMap<InstanceKey, Long> numbers =
      new TreeMap<>(Comparator.comparing(InstanceKey::workflow).thenComparing(InstanceKey::id));

  /** Journal entries at the last recovery, by instance; missing means none. */
  final NavigableMap<Long, Integer> entriesAtRecovery = new TreeMap<>();

  /** The steps. */
  final NavigableMap<EntryKey, StepRecord> steps = new TreeMap<>();

  /** The failed attempts. */
  final NavigableMap<EntryKey, AttemptRecord> attempts = new TreeMap<>();

  /** The events, taken or not; an entry's {@code seq} is unused. */
  final NavigableMap<EntryKey, StoredEvent> events = new TreeMap<>();

  /** The chunks of large values. */
  final NavigableMap<ChunkKey, byte[]> chunks = new TreeMap<>();

  /** The control records of the log; an entry's {@code seq} is unused. */
  final NavigableMap<EntryKey, LogRecord> log = new TreeMap<>();

  /** The children that are to be terminated, by parent and key. */
  final NavigableMap<ClosingKey, ChildClosing> closings = new TreeMap<>();

  /** What steps want of the batch runtime; an entry's {@code number} is unused. */
  final NavigableMap<EntryKey, BatchCall> batchCalls = new TreeMap<>();

  /** The nodes, by incarnation. */
  final NavigableMap<Long, StoredNode> nodes = new TreeMap<>();

  /** The schedules, by what users know of them. */
  final NavigableMap<ScheduleKey, ScheduleRecord> schedules =
      new TreeMap<>(Comparator.comparing(ScheduleKey::workflow).thenComparing(ScheduleKey::cron));

  /** The parked messages, by their ids. */
  final NavigableMap<String, ParkedMessages.Found> parked = new TreeMap<>();

  /** The audit trail, by the numbers of its entries. */
  final NavigableMap<Long, AuditEntry> audit = new TreeMap<>();

  /** The jobs, by their ids. */
  final NavigableMap<String, JobRecord> jobs = new TreeMap<>();

  /** What failed in them, by the same. */
  final NavigableMap<String, List<JobProblem>> jobProblems = new TreeMap<>();

  /** Their uploads in chunks, by the same. */
  final NavigableMap<String, List<byte[]>> jobUploads = new TreeMap<>();

  /** What they have written, in chunks, by the same. */
  final NavigableMap<String, List<byte[]>> jobOutputs = new TreeMap<>();

  /** Instances that were purged, a line each, by number. */
  final NavigableMap<Long, ArchivedRow> archive = new TreeMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final InstantSource clock;

  /**
   * Makes an empty database.
   *
   * @param clock the database's time
   */
  public InMemoryDatabase(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Does something with the commit of the transactional step whose body the calling thread runs, as
   * another resource does that takes part in the transaction. Not at all when it rolls back.
   *
   * @param action what to do, quick; nothing else is committed meanwhile
   * @throws IllegalStateException when the calling thread runs no body of a transactional step
   */
  public void onCommit(Runnable action) {
    @Nullable Enlisted present = ENLISTED.get();
    if (present == null) {
      throw new IllegalStateException(
          "No transaction is active on this thread; only the body of a transactional step has"
              + " one.");
    }
    present.actions.add(action);
  }

  /** Is what takes part in the transaction of a step besides its record. */
  static final class Enlisted {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean committing;
  }

  /** Begins the transaction of a step on the calling thread. */
  Enlisted begin() {
    Enlisted begun = new Enlisted();
    ENLISTED.set(begun);
    return begun;
  }

  /** Says that the next write of the calling thread is that of its step. */
  void commits(Enlisted begun) {
    begun.committing = true;
    ENLISTED.set(begun);
  }

  /** Does, within the transaction that writes a step, what takes part in it. */
  void commitEnlisted() {
    @Nullable Enlisted present = ENLISTED.get();
    if (present != null && present.committing) {
      present.actions.forEach(Runnable::run);
      present.actions.clear();
    }
  }

  /** Ends the transaction of a step on the calling thread. */
  void end() {
    ENLISTED.remove();
  }

  /** Is an instance that was purged, with what was kept of it. */
  record ArchivedRow(InstanceRecord instance, String line) {}

  /** Is an event with what became of it. */
  record StoredEvent(EventRecord record, boolean taken, long log) {}

  /** Addresses a child that is to be terminated. */
  record ClosingKey(long parent, String workflow, String id) implements Comparable<ClosingKey> {

    private static final Comparator<ClosingKey> ORDER =
        Comparator.comparingLong(ClosingKey::parent)
            .thenComparing(ClosingKey::workflow)
            .thenComparing(ClosingKey::id);

    static ClosingKey of(ChildClosing closing) {
      return new ClosingKey(closing.parent(), closing.child().workflow(), closing.child().id());
    }

    @Override
    public int compareTo(ClosingKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** Is a node with its lease. */
  record StoredNode(String name, Instant startedAt, Instant heartbeatAt, boolean fenced) {}

  /**
   * Addresses a row of an instance's life: a step by its seq, an attempt by seq and number, an
   * event by its number, a record of the log by its id.
   */
  record EntryKey(long instance, int epoch, int seq, long number) implements Comparable<EntryKey> {

    private static final Comparator<EntryKey> ORDER =
        Comparator.comparingLong(EntryKey::instance)
            .thenComparingInt(EntryKey::epoch)
            .thenComparingInt(EntryKey::seq)
            .thenComparingLong(EntryKey::number);

    @Override
    public int compareTo(EntryKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** Addresses a chunk of a large value. */
  record ChunkKey(BlobKey blob, int number) implements Comparable<ChunkKey> {

    private static final Comparator<ChunkKey> ORDER =
        Comparator.comparingLong((ChunkKey key) -> key.blob().instance())
            .thenComparingInt(key -> key.blob().step())
            .thenComparing(key -> key.blob().id())
            .thenComparingInt(ChunkKey::number);

    @Override
    public int compareTo(ChunkKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** Runs one transaction. */
  <T> T inTransaction(Supplier<T> work) {
    lock.lock();
    try {
      T result = work.get();
      undo.clear();
      return result;
    } finally {
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
      lock.unlock();
    }
  }

  /** Stores a row and remembers how to take that back. */
  <K, V> void put(NavigableMap<K, V> table, K key, V value) {
    @Nullable V before = table.put(key, value);
    undo.push(
        () -> {
          if (before == null) {
            table.remove(key);
          } else {
            table.put(key, before);
          }
        });
  }

  /** Removes a row, if there is one, and remembers how to take that back. */
  <K, V> void remove(NavigableMap<K, V> table, K key) {
    @Nullable V before = table.remove(key);
    if (before != null) {
      undo.push(() -> table.put(key, before));
    }
  }

  /** Removes the chunks that fit and remembers how to take that back. */
  void removeChunks(Predicate<ChunkKey> fits) {
    chunks.keySet().stream().filter(fits).toList().forEach(key -> remove(chunks, key));
  }

  /** Changes a row that exists. */
  <K, V> void update(NavigableMap<K, V> table, K key, UnaryOperator<V> change) {
    V before = table.get(key);
    if (before == null) {
      throw new IllegalStateException("There is no row " + key);
    }
    put(table, key, change.apply(before));
  }

  /** Returns the rows of one life of an instance, in order. */
  static <V> List<V> ofLife(NavigableMap<EntryKey, V> table, long instance, int epoch) {
    return new ArrayList<>(
        table
            .subMap(
                new EntryKey(instance, epoch, Integer.MIN_VALUE, Long.MIN_VALUE),
                new EntryKey(instance, epoch + 1, Integer.MIN_VALUE, Long.MIN_VALUE))
            .values());
  }

  /** Stores a record of the log. */
  void log(long instance, int epoch, LogRecord record) {
    put(log, new EntryKey(instance, epoch, 0, record.id()), record);
  }

  /** Tells whether a lease is in force. */
  boolean isInForce(Lease lease) {
    InstanceRecord instance = instances.get(lease.instance());
    return instance != null
        && instance.epoch() == lease.epoch()
        && instance.owner() != null
        && instance.owner() == lease.node();
  }

  /** Refuses a node that has been fenced or never joined. */
  void requireLive(long node) {
    StoredNode stored = nodes.get(node);
    if (stored == null || stored.fenced()) {
      throw new NodeFencedException(node);
    }
  }

  /** Returns the database's time. */
  Instant now() {
    return clock.instant();
  }
}
