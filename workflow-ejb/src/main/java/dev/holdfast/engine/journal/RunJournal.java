package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is what one run remembers: the steps of the instance's epoch and the events that no wait has
 * taken. What is put here is not durable by that. Thread-safe.
 */
public final class RunJournal {

  private final Map<StepKey, StepRecord> steps = new HashMap<>();
  private final Set<StepKey> stored = new HashSet<>();
  private final Set<Long> takenEvents = new HashSet<>();
  private final TreeMap<Long, EventRecord> inbox = new TreeMap<>();
  private final Earlier earlier = new Earlier();
  private int lastSeq;
  private int signals;
  private long lastLog;

  /**
   * Begins with what is stored.
   *
   * @param memory steps, events and signals
   * @param log position of the latest record that the instance's row knows
   */
  public RunJournal(Memory memory, long log) {
    lastLog = log;
    for (StepRecord step : memory.steps()) {
      put(step);
      earlier.add(step);
      lastSeq = Math.max(lastSeq, step.seq());
      lastLog = Math.max(lastLog, Math.max(step.startedLog(), step.endedLog()));
    }
    receive(memory.inbox());
  }

  /**
   * Is a record as it is to be written.
   *
   * @param step the step with its positions in the log
   * @param isNew true when the step has no row yet, so that its write is an insert
   * @param attempts the failed attempts with theirs
   */
  public record Entry(StepRecord step, boolean isNew, List<AttemptRecord> attempts) {}

  /**
   * Returns the record of a step; one that is reached for the first time gets the next place in the
   * order of start.
   *
   * @param key the step
   * @param now when it is reached
   * @return its record
   */
  public synchronized StepRecord reach(StepKey key, Instant now) {
    earlier.read(key);
    return steps.computeIfAbsent(key, k -> StepRecord.started(k, ++lastSeq, now));
  }

  /**
   * Lets a cancelled step begin anew, at its place in the order of start.
   *
   * @param cancelled the step
   * @param now when it begins again
   * @return its record
   */
  public synchronized StepRecord reopen(StepRecord cancelled, Instant now) {
    StepRecord open =
        StepRecord.started(cancelled.key(), cancelled.seq(), now).logged(cancelled.startedLog(), 0);
    steps.put(open.key(), open);
    return open;
  }

  /**
   * Tells whether a step has been reached, in this run or before.
   *
   * @param key a step
   * @return true when it has a record, durable or not
   */
  public synchronized boolean isKnown(StepKey key) {
    return steps.containsKey(key);
  }

  /**
   * Finds the unread record of a step that the code now reaches as another kind.
   *
   * @param key a step
   * @return the step recorded in its place; empty when it has a record of its own, or there is none
   */
  public synchronized Optional<StepKey> otherKind(StepKey key) {
    return steps.containsKey(key) ? Optional.empty() : earlier.otherKind(key);
  }

  /**
   * Leaves the records of a branch that is not wanted, and of those below it, out of what must be
   * read.
   *
   * @param scope the branch
   */
  public synchronized void excuse(String scope) {
    earlier.excuse(scope);
  }

  /**
   * Returns what was recorded before this run and has not been asked for in it.
   *
   * @return the steps in order of start, without cancelled ones and compensations
   */
  public synchronized List<StepKey> unread() {
    return earlier.unread();
  }

  /**
   * Tells whether the code has not come to all that was recorded before this run.
   *
   * @param scope a branch; empty for the workflow itself
   * @return true while there is a record in it or below it that has not been asked for
   */
  public synchronized boolean isUnread(String scope) {
    return earlier.unread().stream().anyMatch(key -> StepKey.isWithin(key.scope(), scope));
  }

  /**
   * Tells how far a branch had come before this run.
   *
   * @param scope the branch
   * @return position of the last step that had ended in it or below it, 0 when none had; empty when
   *     it had recorded nothing
   */
  public synchronized OptionalLong lastLog(String scope) {
    return earlier.lastLog(scope);
  }

  /**
   * Replaces the record of a step and gives it and its attempts their positions in the log. To be
   * called in the order in which the entries are handed to the writer.
   *
   * @param record the new record
   * @param attempts attempts that have failed
   * @param now the time
   * @return what is to be written
   */
  public synchronized Entry record(StepRecord record, List<AttemptRecord> attempts, Instant now) {
    Entry entry = prepare(record, attempts, now);
    put(entry.step());
    return entry;
  }

  /**
   * Gives a finished step its positions in the log, without remembering it: it is to be written in
   * a transaction that may roll back. {@link #written} tells that it did not.
   *
   * @param record the finished step
   * @param now the time
   * @return what is to be written
   */
  public synchronized Entry prepare(StepRecord record, Instant now) {
    return prepare(record, List.of(), now);
  }

  /**
   * Remembers a step that is durable.
   *
   * @param record the step as it was prepared or read
   */
  public synchronized void written(StepRecord record) {
    put(record);
  }

  private Entry prepare(StepRecord record, List<AttemptRecord> attempts, Instant now) {
    long started = record.startedLog();
    if (started == 0) {
      StepRecord before = steps.get(record.key());
      started = before == null ? 0 : before.startedLog();
    }
    boolean isFirst = started == 0;
    if (isFirst) {
      started = nextLog(now);
    }
    boolean isNew = !stored.contains(record.key());
    List<AttemptRecord> logged = attempts.stream().map(a -> a.loggedAt(nextLog(now))).toList();
    long ended = 0;
    if (record.status().isFinished()) {
      ended = isFirst && attempts.isEmpty() ? started : nextLog(now);
    }
    return new Entry(record.logged(started, ended), isNew, logged);
  }

  /**
   * Replaces the record of a step of which the log says nothing: one that is planned, or is left
   * out before it has begun.
   *
   * @param record the new record
   * @return what is to be written
   */
  public synchronized Entry recordUnlogged(StepRecord record) {
    boolean isNew = !stored.contains(record.key());
    put(record);
    return new Entry(record, isNew, List.of());
  }

  /**
   * Begins a planned step: it counts as reached now.
   *
   * @param key the step
   * @param now the time
   */
  public synchronized void begin(StepKey key, Instant now) {
    steps.computeIfPresent(
        key, (k, step) -> step.isOnlyPlanned() && step.attempt() == 0 ? step.startedAt(now) : step);
  }

  /**
   * Looks for a step.
   *
   * @param key the step
   * @return its record, durable or not; empty when it has not been reached
   */
  public synchronized Optional<StepRecord> find(StepKey key) {
    return Optional.ofNullable(steps.get(key));
  }

  /**
   * Gives out the next position in the log.
   *
   * @param now the time
   * @return larger than every position before
   */
  public synchronized long nextLog(Instant now) {
    lastLog = LogPositions.next(lastLog, now);
    return lastLog;
  }

  /**
   * Returns what is known of the steps.
   *
   * @return a copy, in order of start
   */
  public synchronized List<StepRecord> steps() {
    return steps.values().stream().sorted(Comparator.comparingInt(StepRecord::seq)).toList();
  }

  /**
   * Returns what is stored, once everything that has been handed over is durable.
   *
   * @return steps that have a row, events that no wait has taken, and the signals seen; nothing
   *     about recoveries
   */
  public synchronized Memory memory() {
    List<StepRecord> withRow =
        steps().stream().filter(step -> stored.contains(step.key())).toList();
    return new Memory(withRow, new Inbox(signals, List.copyOf(inbox.values())), 0);
  }

  private void put(StepRecord record) {
    if (record.taken() != null) {
      takenEvents.add(record.taken().number());
      inbox.remove(record.taken().number());
    }
    steps.put(record.key(), record);
    stored.add(record.key());
  }

  /**
   * Tells whether what is known of a step is older than a record of one of its attempts.
   *
   * @param running a step in the middle of an attempt
   * @return false when that attempt is known already, or has ended
   */
  public synchronized boolean isBefore(StepRecord running) {
    StepRecord present = steps.get(running.key());
    return present == null
        || (!present.status().isFinished()
            && (present.attempt() < running.attempt() || !stored.contains(running.key())));
  }

  /**
   * Takes in what has been read of the inbox.
   *
   * @param read all untaken events, and the signals
   */
  public synchronized void receive(Inbox read) {
    signals = Math.max(signals, read.signals());
    read.events().stream().filter(event -> !isTaken(event)).forEach(e -> inbox.put(e.number(), e));
  }

  /**
   * Takes in one event that was accepted while the run goes on.
   *
   * @param event the event
   * @return false when it was known already
   */
  public synchronized boolean receive(EventRecord event) {
    if (isTaken(event) || inbox.putIfAbsent(event.number(), event) != null) {
      return false;
    }
    signals++;
    return true;
  }

  /**
   * Forgets an event that says nothing any more; it stays where it is stored.
   *
   * @param event the event
   */
  public synchronized void drop(EventRecord event) {
    takenEvents.add(event.number());
    inbox.remove(event.number());
  }

  /**
   * Takes all events that a wait may have out of the inbox, for a wait to which only the latest is
   * of interest.
   *
   * @param wait an open wait
   * @return the latest of them, which the wait may record as taken; empty when there is none
   */
  public synchronized Optional<EventRecord> takeLatest(StepRecord wait) {
    Optional<EventRecord> latest = Optional.empty();
    Optional<EventRecord> next = findFor(wait);
    while (next.isPresent()) {
      latest = next;
      drop(next.get());
      next = findFor(wait);
    }
    return latest;
  }

  /**
   * Returns how many signals are known here.
   *
   * @return compared with the instance's own count when the run suspends
   */
  public synchronized int signals() {
    return signals;
  }

  /**
   * Looks for the event that a wait is to have: of its type, accepted before its deadline, and not
   * due to a wait of the type that was reached earlier.
   *
   * @param wait an open wait
   * @return the event, left where it is
   */
  public synchronized Optional<EventRecord> findFor(StepRecord wait) {
    Set<StepKey> served = new HashSet<>();
    for (EventRecord event : inbox.values()) {
      Optional<StepRecord> first =
          steps.values().stream()
              .filter(step -> isOpenFor(step, event) && !served.contains(step.key()))
              .min(Comparator.comparingInt(StepRecord::seq));
      if (first.isPresent() && first.get().key().equals(wait.key())) {
        return Optional.of(event);
      }
      first.ifPresent(step -> served.add(step.key()));
    }
    return Optional.empty();
  }

  private static boolean isOpenFor(StepRecord step, EventRecord event) {
    return !step.status().isFinished()
        && event.type().equals(step.eventType())
        && (step.dueAt() == null || !event.receivedAt().isAfter(step.dueAt()));
  }

  private boolean isTaken(EventRecord event) {
    return takenEvents.contains(event.number());
  }
}
