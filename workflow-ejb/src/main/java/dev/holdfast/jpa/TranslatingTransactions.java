package dev.holdfast.jpa;

import dev.holdfast.engine.port.JournalUnavailableException;
import jakarta.ejb.EJBException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says failures of transactions in the words of the ports: a database out of reach is a {@link
 * JournalUnavailableException}; everything else arrives as it was thrown. Work in a new transaction
 * that lost a deadlock is run again.
 */
final class TranslatingTransactions implements PersistenceTransactions {

  private static final int TRIES = 5;

  private final PersistenceTransactions transactions;

  /**
   * Makes the translation.
   *
   * @param transactions what to translate
   */
  public TranslatingTransactions(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> T inNew(Function<EntityManager, T> work) {
    return again(() -> transactions.inNew(work));
  }

  @Override
  public <T> T onConnection(Function<Connection, T> work) {
    return again(() -> transactions.onConnection(work));
  }

  private static <T> T again(Supplier<T> transaction) {
    for (int tried = 1; ; tried++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        RuntimeException failure = unwrap(e);
        if (tried == TRIES || !DatabaseErrors.isLostDeadlock(failure)) {
          throw translate(failure);
        }
      }
    }
  }

  @Override
  public <T> T inCurrent(Function<EntityManager, T> work) {
    try {
      return transactions.inCurrent(work);
    } catch (RuntimeException e) {
      throw translate(unwrap(e));
    }
  }

  private static RuntimeException unwrap(RuntimeException failure) {
    RuntimeException inner = failure;
    while ((inner instanceof EJBException || inner instanceof WorkFailedException)
        && inner.getCause() instanceof RuntimeException cause) {
      inner = cause;
    }
    return inner;
  }

  private static RuntimeException translate(RuntimeException failure) {
    Optional<SQLException> unreachable = DatabaseErrors.findUnreachable(failure);
    return unreachable.isPresent() ? new JournalUnavailableException(unreachable.get()) : failure;
  }
}
