package dev.holdfast.jpa;

import dev.holdfast.engine.model.StepRecord;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;

/**
 * Reads entities as they are stored now. The persistence context of a caller's transaction may have
 * seen them before, so it forgets everything first; nothing in it waits to be written.
 * EclipseLink's hint for read-only queries is not for here: it reads outside of the transaction,
 * where no lock holds.
 */
final class EntityReads {

  private EntityReads() {}

  static <T> TypedQuery<T> of(EntityManager entities, String jpql, Class<T> type) {
    entities.clear();
    return entities.createQuery(jpql, type);
  }

  /** Lists the steps of one life of an instance, in order of start. */
  static List<StepRecord> listSteps(EntityManager entities, long instance, int epoch) {
    return of(
            entities,
            "select s from StepEntity s where s.instance = :instance and s.epoch = :epoch"
                + " order by s.seq",
            StepEntity.class)
        .setParameter("instance", instance)
        .setParameter("epoch", epoch)
        .getResultStream()
        .map(StepEntity::toRecord)
        .toList();
  }
}
