package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.EventAccepted;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.JournalUnavailableException;
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
    Optional<NodeLock> last = dialect.takesManyAtOnce() ? leases.lastLock(node) : Optional.empty();
    boolean repeated = false;
    if (last.isPresent()) {
      try {
        return write(node, changes, repeated, last);
      } catch (JournalUnavailableException e) {
        leases.forget(changes);
        throw e;
      } catch (RuntimeException e) { // maybe for another reason if the lock would have failed
        leases.forget(changes);
        repeated = DatabaseErrors.isDuplicate(e);
      }
    }
    return write(node, changes, repeated);
  }

  private List<Outcome> write(long node, List<Change> changes, boolean repeatedBefore) {
    boolean repeated = repeatedBefore;
    for (int tried = 1; ; tried++) {
      try {
        return write(node, changes, repeated, Optional.empty());
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

  /**
   * Writes once.
   *
   * @param repeated whether an earlier try may have stored something
   * @param believed the lock of the node's row as it was the last time: then it is taken together
   *     with what it protects, and must be the same
   */
  private List<Outcome> write(
      long node, List<Change> changes, boolean repeated, Optional<NodeLock> believed) {
    Written written =
        transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              return sql.together(
                  combinations,
                  () -> {
                    NodeLock lock =
                        believed
                            .map(it -> it.again(sql))
                            .orElseGet(() -> NodeLock.take(sql, dialect, node));
                    LeaseCheck check = new LeaseCheck(sql, leases, lock);
                    StoredEntries stored = repeated ? StoredEntries.in(sql) : StoredEntries.NONE;
                    BatchWriter writer = new BatchWriter(entities, sql, notified);
                    return new Written(writer.write(changes, check, stored), check);
                  });
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
