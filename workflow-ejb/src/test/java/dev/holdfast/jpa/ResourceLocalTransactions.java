package dev.holdfast.jpa;

import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.engine.port.CommitFailedException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work in transactions of the database alone, and stands in for a caller's transaction and for
 * those of transactional steps.
 */
final class ResourceLocalTransactions
    implements PersistenceTransactions, CallersTransaction, TransactionDemarcation {

  private static final ThreadLocal<EntityManager> CALLERS = new ThreadLocal<>();
  private static final ThreadLocal<List<Runnable>> AFTER_COMMIT =
      ThreadLocal.withInitial(ArrayList::new);

  private final EntityManagerFactory factory;
  private final DataSource dataSource;

  ResourceLocalTransactions(EntityManagerFactory factory, DataSource dataSource) {
    this.factory = factory;
    this.dataSource = dataSource;
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
  public <T> T onConnection(Function<Connection, T> work) {
    return Connections.run(dataSource, work);
  }

  @Override
  public boolean isActive() {
    return CALLERS.get() != null;
  }

  @Override
  public void afterCommit(Runnable action) {
    AFTER_COMMIT.get().add(action);
  }

  @Override
  public void run(Duration timeout, Consumer<Transaction> work) {
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      CALLERS.set(entities);
      try {
        work.accept(new Current(entities.getTransaction()));
      } finally {
        CALLERS.remove();
        AFTER_COMMIT.remove();
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
      }
    }
  }

  /** Does to the present transaction what a body can do to it. */
  void markRollback() {
    CALLERS.get().getTransaction().setRollbackOnly();
  }

  /** Is a transaction of the database alone. */
  private record Current(EntityTransaction transaction) implements Transaction {

    @Override
    public boolean isActive() {
      return transaction.isActive() && !transaction.getRollbackOnly();
    }

    @Override
    public void commit() {
      try {
        transaction.commit();
      } catch (RuntimeException e) {
        throw new CommitFailedException(e);
      }
      AFTER_COMMIT.get().forEach(Runnable::run);
    }
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
