package dev.holdfast.jpa;

import dev.holdfast.engine.port.JournalUnavailableException;
import jakarta.ejb.EJBException;
import jakarta.persistence.EntityManager;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says failures of transactions in the words of the ports: a database out of reach, and a
 * transaction that the server could neither begin nor end for a reason of its own, is a {@link
 * JournalUnavailableException}; everything else arrives as it was thrown. Work in a new transaction
 * that lost a deadlock is run again.
 *
 * <p>Payara throws a {@link SystemException} past the signatures of beans when a database goes away
 * in the middle, and does not say what the driver said.
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
      } catch (Exception e) { // checked ones too: see above
        Exception failure = unwrap(e);
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
    } catch (Exception e) { // checked ones too: see above
      throw translate(unwrap(e));
    }
  }

  private static Exception unwrap(Exception failure) {
    Exception inner = failure;
    while ((inner instanceof EJBException || inner instanceof WorkFailedException)
        && inner.getCause() instanceof Exception cause) {
      inner = cause;
    }
    return inner;
  }

  private static RuntimeException translate(Exception failure) {
    Optional<SQLException> unreachable = DatabaseErrors.findUnreachable(failure);
    if (unreachable.isPresent()) {
      return new JournalUnavailableException(unreachable.get());
    }
    if (failure instanceof SystemException) {
      return new JournalUnavailableException(failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("A transaction failed: " + failure.getMessage(), failure);
  }
}
