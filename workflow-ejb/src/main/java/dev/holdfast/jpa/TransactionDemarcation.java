package dev.holdfast.jpa;

import java.time.Duration;
import java.util.function.Consumer;

/** Runs work in a transaction that the work ends itself. */
public interface TransactionDemarcation {

  /**
   * Begins a transaction on the calling thread, runs work in it, and rolls it back unless the work
   * has committed. No transaction may be active.
   *
   * @param timeout after about this time it can only roll back
   * @param work the work; what it throws is thrown here, as it is or wrapped
   */
  void run(Duration timeout, Consumer<Transaction> work);

  /** Is the transaction that work runs in. */
  interface Transaction {

    /**
     * Tells whether it can still be committed.
     *
     * @return false when it is marked for rollback, or has ended
     */
    boolean isActive();

    /**
     * Commits.
     *
     * @throws dev.holdfast.engine.port.CommitFailedException when that failed; whether it took
     *     place after all is not known
     */
    void commit();
  }
}
