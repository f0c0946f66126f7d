package dev.holdfast.engine.node;

import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Starts instances that were claimed in the transactions that have accepted their events, each in
 * the slot that was taken before. Of those whose journals are not remembered, all that have come
 * meanwhile are read together. Thread-safe.
 */
final class EventWakes {

  private static final System.Logger LOG = System.getLogger(EventWakes.class.getName());

  private final JournalCache journals;
  private final Slots slots;
  private final Claimer.Starter starter;
  private final Executor threads;
  private List<InstanceRecord> unread = new ArrayList<>();
  private boolean reading;

  EventWakes(JournalCache journals, Slots slots, Claimer.Starter starter, Executor threads) {
    this.journals = journals;
    this.slots = slots;
    this.starter = starter;
    this.threads = threads;
  }

  /**
   * Starts an instance, maybe later and on another thread.
   *
   * @param waiting the instance as it was before the event
   * @param event the event that has claimed it
   * @param node the node that owns it now
   */
  void claimed(InstanceRecord waiting, EventRecord event, long node) {
    InstanceRecord claimed =
        waiting
            .edit()
            .signals(waiting.signals() + 1)
            .log(LogPositions.next(waiting.log(), event.receivedAt()))
            .build()
            .claimedBy(node, event.receivedAt());
    journals
        .take(waiting)
        .ifPresentOrElse(memory -> start(claimed, and(memory, event)), () -> readSoon(claimed));
  }

  private static Memory and(Memory memory, EventRecord event) {
    Inbox inbox = memory.inbox();
    List<EventRecord> events = Stream.concat(inbox.events().stream(), Stream.of(event)).toList();
    return new Memory(
        memory.steps(), new Inbox(inbox.signals() + 1, events), memory.entriesAtRecovery());
  }

  private void readSoon(InstanceRecord claimed) {
    synchronized (this) {
      unread.add(claimed);
      if (reading) {
        return;
      }
      reading = true;
    }
    threads.execute(this::readAll);
  }

  private void readAll() {
    List<InstanceRecord> claimed = takeUnread();
    while (!claimed.isEmpty()) {
      read(claimed);
      claimed = takeUnread();
    }
  }

  private synchronized List<InstanceRecord> takeUnread() {
    List<InstanceRecord> taken = unread;
    unread = new ArrayList<>();
    reading = !taken.isEmpty();
    return taken;
  }

  private void read(List<InstanceRecord> claimed) {
    Map<Long, Memory> memories;
    try {
      memories = journals.load(claimed);
    } catch (RuntimeException e) { // the database may be away
      claimed.forEach(instance -> notStarted(instance, e));
      return;
    }
    claimed.forEach(
        instance -> start(instance, Objects.requireNonNull(memories.get(instance.number()))));
  }

  private void start(InstanceRecord claimed, Memory memory) {
    try {
      starter.start(claimed, memory);
    } catch (RuntimeException e) { // the event is accepted nevertheless
      notStarted(claimed, e);
    }
  }

  /** The instance is owned without a run now: the node gives it back. */
  private void notStarted(InstanceRecord claimed, RuntimeException reason) {
    slots.giveBack(1);
    LOG.log(
        Level.WARNING,
        () -> "Instance " + claimed.key() + " was claimed by an event and could not be started",
        reason);
  }
}
