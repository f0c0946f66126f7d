package dev.holdfast.jpa;

import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads instances from the database, in the caller's transaction if there is one. */
final class JpaInstanceReader implements InstanceReader {

  private final PersistenceTransactions transactions;

  JpaInstanceReader(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    return transactions.inCurrent(entities -> InstanceRows.find(new Sql(entities), key));
  }

  @Override
  public Map<InstanceKey, InstanceRecord> findAll(Collection<InstanceKey> keys) {
    return transactions.inCurrent(entities -> InstanceRows.findAll(new Sql(entities), keys));
  }

  @Override
  public List<StepRecord> listSteps(long instance, int epoch) {
    return transactions.inCurrent(entities -> EntityReads.listSteps(entities, instance, epoch));
  }

  @Override
  public List<AttemptRecord> listAttempts(long instance, int epoch) {
    return transactions.inCurrent(
        entities ->
            EntityReads.of(
                    entities,
                    "select a from AttemptEntity a where a.instance = :instance"
                        + " and a.epoch = :epoch order by a.stepSeq, a.attempt",
                    AttemptEntity.class)
                .setParameter("instance", instance)
                .setParameter("epoch", epoch)
                .getResultStream()
                .map(AttemptEntity::toRecord)
                .toList());
  }

  @Override
  public Optional<EventRecord> findEvent(long instance, int epoch, String eventId) {
    return transactions.inCurrent(
        entities ->
            EntityReads.of(
                    entities,
                    "select e from EventEntity e where e.instance = :instance"
                        + " and e.epoch = :epoch and e.eventId = :eventId",
                    EventEntity.class)
                .setParameter("instance", instance)
                .setParameter("epoch", epoch)
                .setParameter("eventId", eventId)
                .getResultStream()
                .findFirst()
                .map(EventEntity::toRecord));
  }

  @Override
  public List<EventRecord> listEvents(long instance, int epoch) {
    return transactions.inCurrent(
        entities ->
            EntityReads.of(
                    entities,
                    "select e from EventEntity e where e.instance = :instance"
                        + " and e.epoch = :epoch order by e.number",
                    EventEntity.class)
                .setParameter("instance", instance)
                .setParameter("epoch", epoch)
                .getResultStream()
                .map(EventEntity::toRecord)
                .toList());
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    return transactions.inCurrent(
        entities -> {
          List<Long> numbers = InstanceLists.numbers(new Sql(entities), query);
          Map<Long, InstanceRecord> found = findByNumber(entities, numbers);
          List<InstanceRecord> page =
              numbers.stream().flatMap(it -> Stream.ofNullable(found.get(it))).toList();
          Map<Long, StepRecord> current = findCurrentSteps(entities, page);
          return page.stream()
              .map(row -> new InstanceSummary(row, Optional.ofNullable(current.get(row.number()))))
              .toList();
        });
  }

  @Override
  public long count(InstanceQuery query) {
    return transactions.inCurrent(entities -> InstanceLists.count(new Sql(entities), query));
  }

  private static Map<Long, InstanceRecord> findByNumber(
      EntityManager entities, List<Long> numbers) {
    if (numbers.isEmpty()) {
      return Map.of();
    }
    return EntityReads.of(
            entities,
            "select i from InstanceEntity i where i.number in :numbers",
            InstanceEntity.class)
        .setParameter("numbers", numbers)
        .getResultStream()
        .map(InstanceEntity::toRecord)
        .collect(Collectors.toMap(InstanceRecord::number, it -> it));
  }

  private static Map<Long, StepRecord> findCurrentSteps(
      EntityManager entities, List<InstanceRecord> page) {
    if (page.isEmpty()) {
      return Map.of();
    }
    Map<Long, Integer> epochs =
        page.stream().collect(Collectors.toMap(InstanceRecord::number, InstanceRecord::epoch));
    return EntityReads.of(
            entities,
            "select s from StepEntity s where s.instance in :instances"
                + " and s.status in ('running', 'retrying')"
                + " and (s.kind <> 'compensation' or s.startedLog > 0) order by s.seq",
            StepEntity.class)
        .setParameter("instances", epochs.keySet())
        .getResultStream()
        .filter(step -> step.epoch() == epochs.getOrDefault(step.instance(), 0))
        .collect(
            Collectors.toMap(
                StepEntity::instance, StepEntity::toRecord, (earlier, later) -> later));
  }
}
