package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.jpa.SettlementWriter.StaleLeaseException;
import java.util.List;

/** Writes batches of changes to the database, each in one transaction. */
final class JpaJournalStore implements JournalStore {

  private static final int TRIES = 3;

  private final PersistenceTransactions transactions;
  private final CallersTransaction callersTransaction;
  private final Dialect dialect;
  private final LeaseCache leases;
  private final NotifiedWorkflows notified;

  JpaJournalStore(
      PersistenceTransactions transactions,
      CallersTransaction callersTransaction,
      Dialect dialect,
      LeaseCache leases,
      NotifiedWorkflows notified) {
    this.transactions = transactions;
    this.callersTransaction = callersTransaction;
    this.dialect = dialect;
    this.leases = leases;
    this.notified = notified;
  }

  @Override
  public List<Outcome> write(long node, List<Change> changes) {
    boolean repeated = false;
    for (int tried = 1; ; tried++) {
      try {
        return write(node, changes, repeated);
      } catch (RuntimeException e) {
        leases.forget(changes);
        boolean duplicate = DatabaseErrors.isDuplicate(e);
        if (tried == TRIES || !(duplicate || e instanceof StaleLeaseException)) {
          throw e;
        }
        repeated |= duplicate;
      }
    }
  }

  @Override
  public List<Outcome> writeInCallersTransaction(List<Change> changes) {
    if (!callersTransaction.isActive()) {
      throw new IllegalStateException("No transaction is active.");
    }
    changes.forEach(JpaJournalStore::requireUnowned);
    return transactions.inCurrent(entities -> new BatchWriter(entities, notified).write(changes));
  }

  private List<Outcome> write(long node, List<Change> changes, boolean repeated) {
    Written written =
        transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              LeaseCheck check = new LeaseCheck(sql, leases, NodeLock.take(sql, dialect, node));
              StoredEntries stored = repeated ? StoredEntries.in(sql) : StoredEntries.NONE;
              BatchWriter writer = new BatchWriter(entities, notified);
              return new Written(writer.write(changes, check, stored), check);
            });
    written.leases().committed();
    return written.outcomes();
  }

  private record Written(List<Outcome> outcomes, LeaseCheck leases) {}

  /** Refuses what needs the lock of the node's row, which a caller's transaction does not take. */
  private static void requireUnowned(Change change) {
    if (change instanceof ByRun
        || (change instanceof EventAccepted accepted && accepted.waiting() != null)
        || (change instanceof InstanceCreated created && created.record().owner() != null)) {
      throw new IllegalArgumentException(
          "Only events that claim nothing and instances that nobody owns can be part of a caller's"
              + " transaction, not "
              + change.getClass().getSimpleName());
    }
  }
}
