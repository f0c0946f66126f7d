package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
          List<InstanceRecord> page =
              listQuery(entities, query).getResultStream().map(InstanceEntity::toRecord).toList();
          Map<Long, StepRecord> current = findCurrentSteps(entities, page);
          return page.stream()
              .map(row -> new InstanceSummary(row, Optional.ofNullable(current.get(row.number()))))
              .toList();
        });
  }

  @Override
  public long count(InstanceQuery query) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, parameters);
    return transactions.inCurrent(
        entities -> {
          TypedQuery<Long> counting =
              entities.createQuery(
                  "select count(i) from InstanceEntity i where " + where, Long.class);
          parameters.forEach(counting::setParameter);
          return counting.getSingleResult();
        });
  }

  private static TypedQuery<InstanceEntity> listQuery(EntityManager entities, InstanceQuery query) {
    Map<String, Object> parameters = new HashMap<>();
    TypedQuery<InstanceEntity> listing =
        EntityReads.of(
            entities,
            "select i from InstanceEntity i where "
                + where(query, parameters)
                + " order by i.number "
                + (query.ascending() ? "asc" : "desc"),
            InstanceEntity.class);
    parameters.forEach(listing::setParameter);
    return listing.setMaxResults(query.limit());
  }

  /** Returns the condition of a query, and adds its parameters. */
  private static String where(InstanceQuery query, Map<String, Object> parameters) {
    StringBuilder where = new StringBuilder("i.workflow = :workflow");
    parameters.put("workflow", query.workflow());
    if (!query.statuses().isEmpty()) {
      where.append(" and i.status in :statuses");
      parameters.put("statuses", query.statuses().stream().map(InstanceStatus::wireName).toList());
    }
    query
        .createdFrom()
        .ifPresent(
            from -> {
              where.append(" and i.createdAt >= :createdFrom");
              parameters.put("createdFrom", Times.required(from));
            });
    query
        .createdTo()
        .ifPresent(
            to -> {
              where.append(" and i.createdAt < :createdTo");
              parameters.put("createdTo", Times.required(to));
            });
    query
        .idContains()
        .ifPresent(
            text -> {
              where.append(" and locate(:idContains, i.id) > 0");
              parameters.put("idContains", text);
            });
    query
        .after()
        .ifPresent(
            after -> {
              where.append(query.ascending() ? " and i.number > :after" : " and i.number < :after");
              parameters.put("after", after);
            });
    return where.toString();
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
