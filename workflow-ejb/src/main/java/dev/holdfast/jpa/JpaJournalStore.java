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
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return writeBelieving(changes, last.get());
      } catch (JournalUnavailableException e) {
        leases.forget(changes);
        throw e;
      } catch (RuntimeException e) { // maybe for another reason if the lock would have failed
        leases.forget(changes);
        repeated = DatabaseErrors.isDuplicate(e);
      }
    }
    return writeAsking(node, changes, repeated);
  }

  /** Writes once, in the belief that no lease has been taken away since the latest write. */
  private List<Outcome> writeBelieving(List<Change> changes, NodeLock believed) {
    return CommittingBatch.canBe(changes, notified)
        ? confirmed(
            transactions.onConnection(
                connection -> {
                  Sql sql = new Sql(connection);
                  return sql.togetherWithCommit(
                      combinations,
                      () -> write(null, sql, changes, believed.again(sql), StoredEntries.NONE));
                }))
        : confirmed(
            transactions.inNew(
                entities -> {
                  Sql sql = new Sql(entities);
                  return sql.together(
                      combinations,
                      () -> write(entities, sql, changes, believed.again(sql), StoredEntries.NONE));
                }));
  }

  /** Writes with leases that are read anew where they are not known to be in force. */
  private List<Outcome> writeAsking(long node, List<Change> changes, boolean repeatedBefore) {
    boolean repeated = repeatedBefore;
    for (int tried = 1; ; tried++) {
      try {
        return writeOnce(node, changes, repeated);
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
   */
  private List<Outcome> writeOnce(long node, List<Change> changes, boolean repeated) {
    return confirmed(
        transactions.inNew(
            entities -> {
              Sql sql = new Sql(entities);
              return sql.together(
                  combinations,
                  () -> {
                    NodeLock lock = NodeLock.take(sql, node);
                    StoredEntries stored = repeated ? StoredEntries.in(sql) : StoredEntries.NONE;
                    return write(entities, sql, changes, lock, stored);
                  });
            }));
  }

  private Written write(
      @Nullable EntityManager entities,
      Sql sql,
      List<Change> changes,
      NodeLock lock,
      StoredEntries stored) {
    LeaseCheck check = new LeaseCheck(sql, leases, lock);
    BatchWriter writer = new BatchWriter(entities, sql, notified);
    return new Written(writer.write(changes, check, stored), check);
  }

  /** Remembers the leases of a transaction that is committed. */
  private static List<Outcome> confirmed(Written written) {
    written.leases().committed();
    return written.outcomes().get();
  }

  private record Written(Supplier<List<Outcome>> outcomes, LeaseCheck leases) {}

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
