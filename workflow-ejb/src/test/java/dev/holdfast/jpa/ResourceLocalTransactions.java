package dev.holdfast.jpa;

import dev.holdfast.engine.port.CallersTransaction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs work in transactions of the database alone, and stands in for a caller's transaction. */
final class ResourceLocalTransactions implements PersistenceTransactions, CallersTransaction {

  private static final ThreadLocal<EntityManager> CALLERS = new ThreadLocal<>();
  private static final ThreadLocal<List<Runnable>> AFTER_COMMIT =
      ThreadLocal.withInitial(ArrayList::new);

  private final EntityManagerFactory factory;

  ResourceLocalTransactions(EntityManagerFactory factory) {
    this.factory = factory;
  }

  @Override
  public <T> T inNew(Function<EntityManager, T> work) {
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      try {
        T result = work.apply(entities);
        entities.getTransaction().commit();
        return result;
      } catch (RuntimeException e) {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
        throw e;
      }
    }
  }

  @Override
  public <T> T inCurrent(Function<EntityManager, T> work) {
    EntityManager entities = CALLERS.get();
    return entities == null ? inNew(work) : work.apply(entities);
  }

  @Override
  public boolean isActive() {
    return CALLERS.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    AFTER_COMMIT.get().add(action);
  }

  /** Runs a caller's code in a transaction of its own. */
  void asCaller(Runnable code) {
    inNew(
        entities -> {
          CALLERS.set(entities);
          try {
            code.run();
            return true;
          } finally {
            CALLERS.remove();
          }
        });
    AFTER_COMMIT.get().forEach(Runnable::run);
    AFTER_COMMIT.remove();
  }
}
