package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.ConcurrencyRoom;
import dev.holdfast.engine.port.InstanceQueue;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hands out instances from the database, to one node each, by skipping locked rows. */
final class JpaInstanceQueue implements InstanceQueue {

  private final PersistenceTransactions transactions;
  private final LeaseCache leases;
  private final ConcurrencyLocks locks;
  private final NotifiedWorkflows notified;

  JpaInstanceQueue(
      PersistenceTransactions transactions, LeaseCache leases, NotifiedWorkflows notified) {
    this.transactions = transactions;
    this.leases = leases;
    this.locks = new ConcurrencyLocks(transactions);
    this.notified = notified;
  }

  private record Claimed(Claim claim, NodeLock lock) {}

  private record Counters(int signals, int entriesAtRecovery) {}

  @Override
  public Claim claimDue(
      long node,
      Collection<String> workflows,
      Map<String, Integer> concurrency,
      Instant now,
      int limit) {
    if (workflows.isEmpty()) {
      return Claim.NOTHING;
    }
    locks.prepare(concurrency.keySet());
    Claimed claimed =
        transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              NodeLock lock = NodeLock.take(sql, node);
              ConcurrencyRoom room = ConcurrencyLocks.lock(sql, concurrency);
              return new Claimed(
                  new DueClaim(sql, node, room, now, notified).claim(workflows, limit), lock);
            });
    leases.confirm(
        claimed.claim().instances().stream().map(InstanceRecord::lease).toList(),
        claimed.lock().revocations());
    leases.committed(claimed.lock());
    return claimed.claim();
  }

  @Override
  public int countQueued(String workflow, int most) {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select count(*) as found from (select 1 from workflow_instance"
                        + " where status = 'queued' and wake_at is not null and workflow = ?"
                        + " limit ?) as bounded",
                    row -> row.getInt("found"),
                    workflow,
                    most)
                .get(0));
  }

  @Override
  public Optional<Instant> nextDue(Collection<String> workflows) {
    if (workflows.isEmpty()) {
      return Optional.empty();
    }
    return transactions.inNew(
        entities ->
            DueClaim.CLAIMED.stream()
                .map(InstanceStatus::wireName)
                .flatMap(status -> nextDue(new Sql(entities), status, workflows).stream())
                .min(Instant::compareTo));
  }

  @Override
  public List<OwnedInstance> listOwned(long node) {
    return transactions.inNew(entities -> listOwned(new Sql(entities), node));
  }

  /** Entries of what has ended are in the index of owners until something walks over them. */
  static List<OwnedInstance> listOwned(Sql sql, long node) {
    sql.dialect().walkingIndexes().ifPresent(setting -> sql.query(setting, row -> true));
    return sql.query(
        "select number, epoch, signals, status from workflow_instance where owner = ?",
        row ->
            new OwnedInstance(
                row.getLong("number"),
                row.getInt("epoch"),
                row.getInt("signals"),
                InstanceEntity.status(row.getString("status"))),
        node);
  }

  @Override
  public Map<Long, Memory> load(List<InstanceRecord> instances) {
    if (instances.isEmpty()) {
      return Map.of();
    }
    Map<Long, Integer> epochs =
        instances.stream().collect(Collectors.toMap(InstanceRecord::number, InstanceRecord::epoch));
    return transactions.inNew(
        entities -> {
          // Signals before events: an event that comes in between is seen, or signals once more.
          Map<Long, Counters> counters = readCounters(new Sql(entities), epochs.keySet());
          StepRows rows = new StepRows(new Sql(entities), epochs);
          Map<Long, List<EventRecord>> events = rows.untakenEvents();
          Map<Long, List<StepRecord>> steps = rows.steps();
          Map<Long, Memory> memories = new HashMap<>();
          for (long number : epochs.keySet()) {
            Counters counter = counters.getOrDefault(number, new Counters(0, 0));
            memories.put(
                number,
                new Memory(
                    steps.getOrDefault(number, List.of()),
                    new Inbox(counter.signals(), events.getOrDefault(number, List.of())),
                    counter.entriesAtRecovery()));
          }
          return memories;
        });
  }

  @Override
  public Inbox readInbox(long instance, int epoch) {
    return transactions.inNew(
        entities -> {
          Counters counters =
              readCounters(new Sql(entities), List.of(instance))
                  .getOrDefault(instance, new Counters(0, 0));
          List<EventRecord> events =
              new StepRows(new Sql(entities), Map.of(instance, epoch))
                  .untakenEvents()
                  .getOrDefault(instance, List.of());
          return new Inbox(counters.signals(), events);
        });
  }

  @Override
  public void noteRecovery(Lease lease, int recoveries, int entries) {
    transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          return sql.update(
              "update workflow_instance set recoveries = ?, entries_at_recovery = ?"
                  + " where number = ? and epoch = ? and owner = ?"
                  + sql.dialect().silenceLimit(),
              recoveries,
              entries,
              lease.instance(),
              lease.epoch(),
              lease.node());
        });
  }

  private static Optional<Instant> nextDue(Sql sql, String status, Collection<String> workflows) {
    return sql
        .query(
            "select wake_at from workflow_instance"
                + " where status = ? and wake_at is not null and workflow = any(?)"
                + " order by wake_at limit 1",
            row -> Sql.instant(row, "wake_at"),
            status,
            workflows)
        .stream()
        .findFirst();
  }

  private static Map<Long, Counters> readCounters(Sql sql, Collection<Long> instances) {
    Map<Long, Counters> counters = new HashMap<>();
    sql.query(
        "select number, signals, entries_at_recovery%s from workflow_instance where number = any(?)"
            .formatted(sql.dialect().settingsOfReads()),
        row ->
            counters.put(
                row.getLong("number"),
                new Counters(row.getInt("signals"), row.getInt("entries_at_recovery"))),
        instances);
    return counters;
  }
}
