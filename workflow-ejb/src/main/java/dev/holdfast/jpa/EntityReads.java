package dev.holdfast.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;

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

  static Query ofSql(EntityManager entities, String sql, Class<?> type) {
    entities.clear();
    return entities.createNativeQuery(sql, type);
  }
}
