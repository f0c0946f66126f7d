package dev.holdfast.jpa;

import java.util.function.Consumer;

/** Tries something out in a transaction that always rolls back, on a row that no node has. */
final class Trial {

  private final PersistenceTransactions transactions;
  private final Dialect dialect;

  /** Makes a trial in transactions that translate what is thrown. */
  Trial(PersistenceTransactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  /** Returns a number for a row of {@code workflow_node} that is never that of a node. */
  long newRow() {
    return -transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select " + dialect.nextValue("workflow_node_number"),
                    found -> found.getLong(1))
                .get(0));
  }

  /**
   * Runs work and rolls it back.
   *
   * @throws IllegalStateException when the transaction has committed instead
   */
  void rolledBack(Consumer<Sql> work) {
    try {
      transactions.inNew(
          entities -> {
            work.accept(new Sql(entities));
            throw new RollBack();
          });
    } catch (RollBack expected) {
      return;
    }
    throw new IllegalStateException("A transaction that should have rolled back has committed");
  }

  /** Makes the transaction roll back. */
  private static final class RollBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
