package dev.holdfast.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.function.Function;

/**
 * Runs work on the database in a transaction. Work that throws rolls its transaction back; it may
 * be run again in another transaction, so it changes nothing but the database.
 */
public interface PersistenceTransactions {

  /**
   * Runs work in a new transaction and commits it; a transaction that is active is suspended
   * meanwhile.
   *
   * @param <T> what the work returns
   * @param work the work, given a persistence context of its own
   * @return what the work returned
   */
  <T> T inNew(Function<EntityManager, T> work);

  /**
   * Runs work in the caller's transaction, or in a new one when there is none.
   *
   * @param <T> what the work returns
   * @param work the work
   * @return what the work returned
   */
  <T> T inCurrent(Function<EntityManager, T> work);

  /**
   * Runs work on a connection, in a transaction of the database alone: one of the server's takes a
   * journey to the database of its own to commit. A transaction that is active is suspended
   * meanwhile.
   *
   * @param <T> what the work returns
   * @param work the work, given a connection that does not commit by itself; it sends its commit
   *     with its last statements, or its transaction is rolled back
   * @return what the work returned
   */
  <T> T onConnection(Function<Connection, T> work);
}
