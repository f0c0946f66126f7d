package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.StepWritten;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.engine.port.StepTransactions;
import dev.holdfast.engine.port.TransactionRolledBackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the bodies of transactional steps in transactions of the server. The step is written last,
 * so that the lock of the node's row, which all its writes share, is held for no longer than in any
 * other write.
 */
final class JpaStepTransactions implements StepTransactions {

  private final TransactionDemarcation demarcation;
  private final PersistenceTransactions transactions;
  private final LeaseCache leases;

  JpaStepTransactions(
      TransactionDemarcation demarcation, PersistenceTransactions transactions, LeaseCache leases) {
    this.demarcation = demarcation;
    this.transactions = transactions;
    this.leases = leases;
  }

  /** Carries what the work gave past the container, which would wrap or log what is thrown. */
  private static final class Answer {
    private Outcome outcome = Outcome.LEASE_LOST;
    private @Nullable Throwable thrown;
  }

  @Override
  public Outcome run(Lease lease, Duration timeout, Work work) throws Throwable {
    Answer answer = new Answer();
    demarcation.run(
        timeout,
        transaction -> {
          try {
            answer.outcome = run(transaction, lease, work);
          } catch (Throwable thrown) { // whatever the work throws is the answer
            answer.thrown = thrown;
          }
        });
    if (answer.thrown != null) {
      throw answer.thrown;
    }
    return answer.outcome;
  }

  private Outcome run(TransactionDemarcation.Transaction transaction, Lease lease, Work work)
      throws Throwable {
    StepWritten step = work.run();
    if (!transaction.isActive()) {
      throw new TransactionRolledBackException();
    }
    Outcome outcome = write(lease, step);
    if (outcome == Outcome.APPLIED) {
      work.commit(transaction::commit);
    }
    return outcome;
  }

  private Outcome write(Lease lease, StepWritten step) {
    return transactions.inCurrent(
        entities -> {
          Sql sql = new Sql(entities);
          NodeLock lock = NodeLock.takeForTransactionalStep(sql, lease.node());
          LeaseCheck check = new LeaseCheck(sql, leases, lock);
          return new BatchWriter(entities, sql, NotifiedWorkflows.NONE)
              .write(List.of(step), check, StoredEntries.NONE)
              .get()
              .get(0);
        });
  }

  @Override
  public Optional<StepRecord> find(Lease lease, int seq) {
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          requireLive(sql, lease.node());
          return EntityReads.of(
                  entities,
                  "select s from StepEntity s where s.instance = :instance and s.epoch = :epoch"
                      + " and s.seq = :seq",
                  StepEntity.class)
              .setParameter("instance", lease.instance())
              .setParameter("epoch", lease.epoch())
              .setParameter("seq", seq)
              .getResultStream()
              .findFirst()
              .map(StepEntity::toRecord);
        });
  }

  /** Waits for all writes of a node, and for its end if it is being fenced. */
  private static void requireLive(Sql sql, long node) {
    List<Boolean> fenced =
        sql.query(
            "select fenced from workflow_node where node = ?"
                + sql.dialect().briefSilenceLimit()
                + " for update",
            row -> row.getBoolean("fenced"),
            node);
    if (fenced.isEmpty() || fenced.get(0)) {
      throw new NodeFencedException(node);
    }
  }
}
