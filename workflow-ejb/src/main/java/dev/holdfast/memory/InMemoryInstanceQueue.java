package dev.holdfast.memory;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.port.ConcurrencyRoom;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.memory.InMemoryDatabase.StoredEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Hands out instances from memory. */
public final class InMemoryInstanceQueue implements InstanceQueue {

  /** What is claimed, in this order. */
  private static final List<InstanceStatus> CLAIMED =
      List.of(InstanceStatus.ROLLING_BACK, InstanceStatus.WAITING, InstanceStatus.QUEUED);

  private final InMemoryDatabase database;

  /**
   * Makes a queue.
   *
   * @param database where the instances are
   */
  public InMemoryInstanceQueue(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Claim claimDue(
      long node,
      Collection<String> workflows,
      Map<String, Integer> concurrency,
      Instant now,
      int limit) {
    return database.inTransaction(
        () -> {
          database.requireLive(node);
          ConcurrencyRoom room = new ConcurrencyRoom(concurrency, countOwned());
          List<InstanceRecord> found =
              unowned(workflows)
                  .filter(row -> !dueAt(row).isAfter(now))
                  .sorted(
                      Comparator.<InstanceRecord>comparingInt(row -> CLAIMED.indexOf(row.status()))
                          .thenComparing(InMemoryInstanceQueue::dueAt)
                          .thenComparing(InstanceRecord::number))
                  .filter(row -> room.take(row.key().workflow()))
                  .limit(limit)
                  .toList();
          List<InstanceRecord> claimed =
              found.stream().map(row -> row.claimedBy(node, now)).toList();
          claimed.forEach(row -> database.put(database.instances, row.number(), row));
          return new Claim(
              claimed, room.full(), found.stream().map(InMemoryInstanceQueue::dueAt).toList());
        });
  }

  @Override
  public int countQueued(String workflow, int most) {
    return database.inTransaction(
        () ->
            (int)
                database.instances.values().stream()
                    .filter(row -> row.status() == InstanceStatus.QUEUED)
                    .filter(row -> row.key().workflow().equals(workflow))
                    .limit(most)
                    .count());
  }

  @Override
  public Optional<Instant> nextDue(Collection<String> workflows) {
    return database.inTransaction(
        () -> unowned(workflows).map(InMemoryInstanceQueue::dueAt).min(Comparator.naturalOrder()));
  }

  @Override
  public List<OwnedInstance> listOwned(long node) {
    return database.inTransaction(
        () ->
            database.instances.values().stream()
                .filter(row -> row.owner() != null && row.owner() == node)
                .map(
                    row ->
                        new OwnedInstance(row.number(), row.epoch(), row.signals(), row.status()))
                .toList());
  }

  @Override
  public Map<Long, Memory> load(List<InstanceRecord> instances) {
    return database.inTransaction(
        () -> {
          Map<Long, Memory> memories = new HashMap<>();
          for (InstanceRecord instance : instances) {
            long number = instance.number();
            memories.put(
                number,
                new Memory(
                    InMemoryDatabase.ofLife(database.steps, number, instance.epoch()),
                    inbox(number, instance.epoch()),
                    database.entriesAtRecovery.getOrDefault(number, 0)));
          }
          return memories;
        });
  }

  @Override
  public Inbox readInbox(long instance, int epoch) {
    return database.inTransaction(() -> inbox(instance, epoch));
  }

  @Override
  public void noteRecovery(Lease lease, int recoveries, int entries) {
    database.inTransaction(
        () -> {
          if (database.isInForce(lease)) {
            long instance = lease.instance();
            database.update(database.instances, instance, row -> Rows.recovered(row, recoveries));
            database.put(database.entriesAtRecovery, instance, entries);
          }
          return true;
        });
  }

  private Map<String, Integer> countOwned() {
    Map<String, Integer> counts = new HashMap<>();
    database.instances.values().stream()
        .filter(row -> row.owner() != null)
        .forEach(row -> counts.merge(row.key().workflow(), 1, Integer::sum));
    return counts;
  }

  private Inbox inbox(long instance, int epoch) {
    InstanceRecord row = database.instances.get(instance);
    List<EventRecord> events =
        InMemoryDatabase.ofLife(database.events, instance, epoch).stream()
            .filter(event -> !event.taken())
            .map(StoredEvent::record)
            .toList();
    return new Inbox(row == null ? 0 : row.signals(), events);
  }

  private Stream<InstanceRecord> unowned(Collection<String> workflows) {
    return database.instances.values().stream()
        .filter(row -> row.wakeAt() != null)
        .filter(row -> row.owner() == null && CLAIMED.contains(row.status()))
        .filter(row -> workflows.contains(row.key().workflow()));
  }

  private static Instant dueAt(InstanceRecord row) {
    return Objects.requireNonNull(row.wakeAt());
  }
}
