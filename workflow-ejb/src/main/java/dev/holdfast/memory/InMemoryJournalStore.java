package dev.holdfast.memory;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.ChildCreated;
import dev.holdfast.engine.model.Change.ChildrenLeft;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.Change.ParentTold;
import dev.holdfast.engine.model.Change.ProgressPublished;
import dev.holdfast.engine.model.Change.RollbackBegan;
import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord.TakenEvent;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.memory.InMemoryDatabase.EntryKey;
import dev.holdfast.memory.InMemoryDatabase.StoredEvent;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes changes to memory. Within a batch creations come first, then events that claim, then other
 * events, then what runs do: the order of the statements in the database.
 */
public final class InMemoryJournalStore implements JournalStore {

  private final InMemoryDatabase database;

  /**
   * Makes a store.
   *
   * @param database what to write to
   */
  public InMemoryJournalStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public List<Outcome> write(long node, List<Change> changes) {
    return database.inTransaction(
        () -> {
          database.requireLive(node);
          Outcome[] outcomes = new Outcome[changes.size()];
          apply(changes, outcomes, InstanceCreated.class, change -> create(node, change));
          apply(
              changes,
              outcomes,
              EventAccepted.class,
              change -> change.waiting() != null,
              change -> claim(node, change, Objects.requireNonNull(change.waiting())));
          apply(
              changes,
              outcomes,
              EventAccepted.class,
              change -> change.waiting() == null,
              this::accept);
          apply(changes, outcomes, ByRun.class, change -> applyIfInForce(node, change));
          List<Outcome> written = List.copyOf(Arrays.asList(outcomes));
          if (written.stream().allMatch(Outcome::isApplied)) {
            database.commitEnlisted();
          }
          return written;
        });
  }

  @Override
  public List<Outcome> writeInCallersTransaction(List<Change> changes) {
    throw new IllegalStateException("No transaction is active; in memory there never is one.");
  }

  private static <C extends Change> void apply(
      List<Change> changes, Outcome[] outcomes, Class<C> kind, ChangeWriter<C> writer) {
    apply(changes, outcomes, kind, change -> true, writer);
  }

  private static <C extends Change> void apply(
      List<Change> changes,
      Outcome[] outcomes,
      Class<C> kind,
      Predicate<C> wanted,
      ChangeWriter<C> writer) {
    for (int i = 0; i < outcomes.length; i++) {
      if (kind.isInstance(changes.get(i)) && wanted.test(kind.cast(changes.get(i)))) {
        outcomes[i] = writer.write(kind.cast(changes.get(i)));
      }
    }
  }

  private Outcome create(long node, InstanceCreated change) {
    requireOwn(node, change.record());
    return create(change.record());
  }

  /** Nobody would ever run an instance that is created for an incarnation that has ended. */
  private static void requireOwn(long node, InstanceRecord instance) {
    if (instance.owner() != null && instance.owner() != node) {
      throw new NodeFencedException(instance.owner());
    }
  }

  /** Inserts an instance, in a transaction of the caller. */
  Outcome create(InstanceCreated change) {
    return create(change.record());
  }

  private Outcome create(InstanceRecord instance) {
    Long holder = database.numbers.get(instance.key());
    if (holder != null) {
      return holder == instance.number() ? Outcome.APPLIED : Outcome.ALREADY_EXISTS;
    }
    insert(database.instances, instance.number(), instance);
    insert(database.numbers, instance.key(), instance.number());
    return Outcome.APPLIED;
  }

  private Outcome claim(long node, EventAccepted change, InstanceRecord waiting) {
    EventRecord event = change.record();
    InstanceRecord instance = database.instances.get(event.instance());
    if (instance == null
        || instance.epoch() != event.epoch()
        || instance.status() != waiting.status()
        || instance.signals() != waiting.signals()
        || instance.log() != waiting.log()
        || !waiting.isAwaiting(event.type())
        || countBuffered(event) >= change.bufferLimit()) {
      return Outcome.SIGNALLED;
    }
    InstanceRecord signalled = store(event, instance);
    database.put(
        database.instances, event.instance(), signalled.claimedBy(node, event.receivedAt()));
    return Outcome.CLAIMED;
  }

  private Outcome accept(EventAccepted change) {
    EventRecord event = change.record();
    InstanceRecord instance = database.instances.get(event.instance());
    if (instance == null || instance.epoch() != event.epoch()) {
      return Outcome.NOT_FOUND;
    }
    Optional<EventRecord> known =
        InMemoryDatabase.ofLife(database.events, event.instance(), event.epoch()).stream()
            .map(StoredEvent::record)
            .filter(stored -> stored.eventId().equals(event.eventId()))
            .findFirst();
    if (known.isPresent()) {
      return known.get().number() == event.number() ? Outcome.APPLIED : Outcome.ALREADY_EXISTS;
    }
    if (!instance.status().takesEvents()) {
      return Outcome.FINISHED;
    }
    if (countBuffered(event) >= change.bufferLimit()) {
      return Outcome.BUFFER_FULL;
    }
    store(event, instance);
    return Outcome.APPLIED;
  }

  /** Stores an event; returns the instance that it has reached. */
  private InstanceRecord store(EventRecord event, InstanceRecord instance) {
    InstanceRecord signalled = Rows.signalled(instance, event.type(), event.receivedAt());
    insert(
        database.events,
        new EntryKey(event.instance(), event.epoch(), 0, event.number()),
        new StoredEvent(event, false, signalled.log()));
    database.put(database.instances, event.instance(), signalled);
    return signalled;
  }

  private long countBuffered(EventRecord event) {
    return InMemoryDatabase.ofLife(database.events, event.instance(), event.epoch()).stream()
        .filter(stored -> !stored.taken() && !stored.record().isInternal())
        .count();
  }

  private Outcome applyIfInForce(long node, ByRun change) {
    if (change.lease().node() != node || !database.isInForce(change.lease())) {
      return Outcome.LEASE_LOST;
    }
    if (change instanceof StepWritten step) {
      return writeStep(step);
    }
    if (change instanceof ChildCreated child) {
      return create(child.record());
    }
    if (change instanceof ProgressPublished progress) {
      database.update(
          database.instances,
          change.instance(),
          row -> row.edit().progress(progress.value()).build());
      return Outcome.APPLIED;
    }
    if (change instanceof ParentTold told) {
      return new InMemoryFamilies(database).tell(told.end()) ? Outcome.APPLIED : Outcome.NOT_FOUND;
    }
    if (change instanceof ChildrenLeft left) {
      new InMemoryFamilies(database).leave(left.children());
      return Outcome.APPLIED;
    }
    if (change instanceof AttemptFailed attempt) {
      EntryKey key =
          new EntryKey(
              change.instance(),
              change.lease().epoch(),
              attempt.record().stepSeq(),
              attempt.record().attempt());
      insert(database.attempts, key, attempt.record());
      return Outcome.APPLIED;
    }
    if (change instanceof Logged logged) {
      database.log(change.instance(), change.lease().epoch(), logged.record());
      return Outcome.APPLIED;
    }
    if (change instanceof Suspended suspended) {
      return suspend(suspended);
    }
    if (change instanceof RollbackBegan began) {
      database.update(database.instances, change.instance(), row -> Rows.rollingBack(row, began));
      return Outcome.APPLIED;
    }
    Ended ended = (Ended) change;
    database.update(database.instances, change.instance(), row -> row.ended(ended));
    return Outcome.APPLIED;
  }

  private Outcome writeStep(StepWritten change) {
    long instance = change.instance();
    int epoch = change.lease().epoch();
    EntryKey key = new EntryKey(instance, epoch, change.record().seq(), 0);
    if (change.isNew()) {
      insert(database.steps, key, change.record());
    } else {
      database.update(database.steps, key, before -> change.record());
    }
    TakenEvent taken = change.record().taken();
    if (taken != null) {
      database.update(
          database.events,
          new EntryKey(instance, epoch, 0, taken.number()),
          event -> new StoredEvent(event.record(), true, event.log()));
    }
    return Outcome.APPLIED;
  }

  private Outcome suspend(Suspended change) {
    InstanceRecord row = database.instances.get(change.instance());
    if (row == null || row.signals() != change.seenSignals()) {
      return Outcome.SIGNALLED;
    }
    InstanceRecord suspended = row.suspended(change);
    database.put(database.instances, change.instance(), suspended);
    if (change.status() == InstanceStatus.WAITING) {
      LogType type =
          suspended.status() == InstanceStatus.PAUSED
              ? LogType.WORKFLOW_PAUSED
              : LogType.WORKFLOW_WAITING;
      database.log(
          change.instance(),
          row.epoch(),
          LogRecord.ofRun(type, change.log(), change.at(), LogData.NONE));
    }
    return Outcome.APPLIED;
  }

  /** Inserts a row; doing the same again changes nothing. */
  private <K, V> void insert(NavigableMap<K, V> table, K key, V value) {
    V stored = table.get(key);
    if (stored != null && !stored.equals(value)) {
      throw new IllegalStateException("There is a row " + key + " already");
    }
    database.put(table, key, value);
  }

  private interface ChangeWriter<C extends Change> {
    Outcome write(C change);
  }
}
