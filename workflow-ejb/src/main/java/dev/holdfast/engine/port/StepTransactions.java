package dev.holdfast.engine.port;

import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import java.time.Duration;
import java.util.Optional;

/** Runs the bodies of transactional steps, each in the transaction that also writes its record. */
public interface StepTransactions {

  /**
   * Runs work in a new transaction on the calling thread, writes the step that it returns in the
   * same transaction, and commits. The last thing before the commit is the share lock on the node's
   * row and a look at the lease, so nothing is committed under a lease that is lost. Whatever goes
   * wrong before the commit rolls everything back.
   *
   * @param lease entitles to the write
   * @param timeout after about this time the transaction can only roll back
   * @param work what to do
   * @return applied, or lease lost: everything is rolled back then
   * @throws TransactionRolledBackException when the work returned but the transaction was marked
   *     for rollback, or has ended
   * @throws CommitFailedException when the commit failed; {@link #find} tells whether it took place
   * @throws NodeFencedException when the node's leases have been taken over; all is rolled back
   * @throws Throwable what the work threw, or what kept the step from being written; all is rolled
   *     back
   */
  Outcome run(Lease lease, Duration timeout, Work work) throws Throwable;

  /**
   * Reads a step after a commit that failed. Waits until no transaction of the node is in the
   * middle of a write, so that the answer is final.
   *
   * @param lease under which the step was to be written
   * @param seq the step's place in the order of start
   * @return the step as it is stored
   * @throws NodeFencedException when the node has been fenced: the step may be another node's
   * @throws JournalUnavailableException when the database cannot be reached
   */
  Optional<StepRecord> find(Lease lease, int seq);

  /** Is what is done in a transaction; called on the thread that asked for it. */
  interface Work {

    /**
     * Runs the body.
     *
     * @return the finished step, to be written
     * @throws Throwable to roll back
     */
    StepWritten run() throws Throwable;

    /**
     * Lets the commit take place, if it is still wanted. Everything is written by now, so the
     * commit waits for no locks.
     *
     * @param commit commits; may throw
     */
    void commit(Runnable commit);
  }
}
