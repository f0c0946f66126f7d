package dev.holdfast.benchmark.journal;

import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.jpa.PersistenceTransactions;
import dev.holdfast.jpa.TransactionDemarcation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs work in transactions of the database alone. Nobody calls from a transaction. */
record PlainTransactions(EntityManagerFactory factory, DataSource dataSource)
    implements PersistenceTransactions, TransactionDemarcation, CallersTransaction {

  @Override
  public <T> T inNew(Function<EntityManager, T> work) {
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      T result = work.apply(entities);
      entities.getTransaction().commit();
      return result;
    }
  }

  @Override
  public <T> T inCurrent(Function<EntityManager, T> work) {
    return inNew(work);
  }

  /** Work commits by itself; when it throws, the pool rolls back. */
  @Override
  public <T> T onConnection(Function<Connection, T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run(Duration timeout, Consumer<Transaction> work) {
    throw new UnsupportedOperationException("There are no transactional steps");
  }

  @Override
  public boolean isActive() {
    return false;
  }

  @Override
  public void afterCommit(Runnable action) {
    throw new UnsupportedOperationException("There are no callers in a transaction");
  }
}
