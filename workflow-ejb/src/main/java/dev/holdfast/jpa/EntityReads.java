package dev.holdfast.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

/** Reads entities past the persistence context, so that what is read is what is stored. */
final class EntityReads {

  /** Tells EclipseLink not to manage what a query returns. */
  static final String READ_ONLY = "eclipselink.read-only";

  private EntityReads() {}

  static <T> TypedQuery<T> of(EntityManager entities, String jpql, Class<T> type) {
    return entities.createQuery(jpql, type).setHint(READ_ONLY, true);
  }
}
