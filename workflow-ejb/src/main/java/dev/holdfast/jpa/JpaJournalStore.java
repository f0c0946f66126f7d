package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.engine.port.JournalStore;
import java.util.List;
import java.util.Optional;

/** Writes batches of changes to the database, each in one transaction. */
final class JpaJournalStore implements JournalStore {

  private static final int TRIES = 3;

  private final PersistenceTransactions transactions;
  private final CallersTransaction callersTransaction;
  private final Dialect dialect;
  private final LeaseCache leases;
  private final NotifiedWorkflows notified;
  private final Combinations combinations;

  JpaJournalStore(
      PersistenceTransactions transactions,
      CallersTransaction callersTransaction,
      Dialect dialect,
      LeaseCache leases,
      NotifiedWorkflows notified,
      Combinations combinations) {
    this.transactions = transactions;
    this.callersTransaction = callersTransaction;
    this.dialect = dialect;
    this.leases = leases;
    this.notified = notified;
    this.combinations = combinations;
  }

  @Override
  public List<Outcome> write(long node, List<Change> changes) {
    boolean repeated = false;
    for (int tried = 1; ; tried++) {
      try {
        return write(node, changes, repeated, tried == 1);
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
    return transactions.inCurrent(
        entities -> new BatchWriter(entities, new Sql(entities), notified).write(changes));
  }

  private List<Outcome> write(
      long node, List<Change> changes, boolean repeated, boolean believing) {
    Written written =
        transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              return sql.together(
                  combinations,
                  () -> {
                    LeaseCheck check = new LeaseCheck(sql, leases, lock(sql, node, believing));
                    StoredEntries stored = repeated ? StoredEntries.in(sql) : StoredEntries.NONE;
                    BatchWriter writer = new BatchWriter(entities, sql, notified);
                    return new Written(writer.write(changes, check, stored), check);
                  });
            });
    written.leases().committed();
    return written.outcomes();
  }

  /** A first try believes that no lease has been taken away since the latest write. */
  private NodeLock lock(Sql sql, long node, boolean believing) {
    Optional<NodeLock> last = believing ? leases.lastLock(node) : Optional.empty();
    return last.map(lock -> lock.again(sql, dialect))
        .orElseGet(() -> NodeLock.take(sql, dialect, node));
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
