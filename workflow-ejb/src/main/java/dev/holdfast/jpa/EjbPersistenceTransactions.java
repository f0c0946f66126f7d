package dev.holdfast.jpa;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of the server. What the work throws arrives as the cause of a {@link
 * WorkFailedException}, so the container neither logs it nor discards the bean; {@link
 * TranslatingTransactions} unwraps it.
 *
 * <p>It is a singleton, which any number of threads may enter, so that the engine can be stopped
 * before it: only of singletons does the server know the order. Its entity manager is that of the
 * caller's transaction.
 */
@Singleton
@Local(PersistenceTransactions.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class EjbPersistenceTransactions implements PersistenceTransactions {

  @PersistenceContext(unitName = "holdfast")
  private @Nullable EntityManager entityManager;

  @Resource private @Nullable SessionContext context;
  @Resource private @Nullable DataSource dataSource;

  /** Makes the bean; the container injects the rest. */
  public EjbPersistenceTransactions() {}

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public <T> T inNew(Function<EntityManager, T> work) {
    return run(work);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public <T> T inCurrent(Function<EntityManager, T> work) {
    return run(work);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public <T> T onConnection(Function<Connection, T> work) {
    DataSource source = dataSource;
    if (source == null) {
      throw new IllegalStateException("The container has not injected the data source");
    }
    try {
      return Connections.run(source, work);
    } catch (RuntimeException e) {
      throw new WorkFailedException(e);
    }
  }

  private <T> T run(Function<EntityManager, T> work) {
    EntityManager manager = entityManager;
    SessionContext session = context;
    if (manager == null || session == null) {
      throw new IllegalStateException("The container has not injected the persistence context");
    }
    try {
      return work.apply(manager);
    } catch (RuntimeException e) {
      session.setRollbackOnly();
      throw new WorkFailedException(e);
    }
  }
}
