package dev.holdfast.jpa;

import dev.holdfast.engine.port.CommitFailedException;
import dev.holdfast.engine.port.JournalUnavailableException;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Demarcates transactions of the server. It is a bean because only one that manages its
 * transactions is sure to be given them on every thread, and a singleton because bodies of steps
 * run in it, for which a pool of beans would be one more bound.
 */
@Singleton
@Local(TransactionDemarcation.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EjbTransactionDemarcation implements TransactionDemarcation {

  private static final System.Logger LOG =
      System.getLogger(EjbTransactionDemarcation.class.getName());

  /** What a transaction is given beyond its timeout, so that whoever set it can say so first. */
  private static final long GRACE_SECONDS = 2;

  @Resource private @Nullable UserTransaction userTransaction;

  /** Makes the bean; the container injects the rest. */
  public EjbTransactionDemarcation() {}

  @Override
  public void run(Duration timeout, Consumer<Transaction> work) {
    UserTransaction user = userTransaction;
    if (user == null) {
      throw new IllegalStateException("The container has not injected the transactions");
    }
    begin(user, timeout);
    try {
      work.accept(new Current(user));
    } finally {
      rollBackUnlessEnded(user);
    }
  }

  private static void begin(UserTransaction user, Duration timeout) {
    long seconds = timeout.plusMillis(999).toSeconds() + GRACE_SECONDS;
    try {
      user.setTransactionTimeout((int) Math.min(seconds, Integer.MAX_VALUE));
      try {
        user.begin();
      } finally {
        user.setTransactionTimeout(0); // the next transaction of this thread has the default again
      }
    } catch (SystemException e) {
      throw new JournalUnavailableException(e);
    } catch (NotSupportedException e) {
      throw new IllegalStateException("The server could not begin a transaction", e);
    }
  }

  private static void rollBackUnlessEnded(UserTransaction user) {
    try {
      if (user.getStatus() != Status.STATUS_NO_TRANSACTION) {
        user.rollback();
      }
    } catch (SystemException | IllegalStateException | SecurityException e) {
      LOG.log(Level.WARNING, "A transaction could not be rolled back; the server will do so", e);
    }
  }

  /** Is the transaction of the calling thread. */
  private record Current(UserTransaction user) implements Transaction {

    @Override
    public boolean isActive() {
      try {
        return user.getStatus() == Status.STATUS_ACTIVE;
      } catch (SystemException e) {
        throw new IllegalStateException("The server could not tell the transaction's status", e);
      }
    }

    @Override
    public void commit() {
      try {
        user.commit();
      } catch (RollbackException
          | HeuristicMixedException
          | HeuristicRollbackException
          | SystemException
          | RuntimeException e) {
        throw new CommitFailedException(e);
      }
    }
  }
}
