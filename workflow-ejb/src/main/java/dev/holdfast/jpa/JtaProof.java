package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;

/**
 * Proves at start that the data source takes part in the server's transactions: a row that is
 * inserted in a transaction that rolls back must be gone.
 */
public final class JtaProof {

  private final PersistenceTransactions transactions;
  private final Dialect dialect;

  /**
   * Makes the proof.
   *
   * @param transactions the server's transactions
   * @param dialect the kind of database
   */
  public JtaProof(PersistenceTransactions transactions, Dialect dialect) {
    this.transactions = new TranslatingTransactions(transactions);
    this.dialect = dialect;
  }

  /**
   * Makes sure that transactions work.
   *
   * @throws WorkflowException {@code database.not_transactional} when they do not
   */
  public void require() {
    long row = insertAndRollBack();
    int found =
        transactions.inNew(
            entities -> new Sql(entities).update("delete from workflow_node where node = ?", row));
    if (found > 0) {
      throw new WorkflowException(
          "database.not_transactional",
          "The data source of Holdfast does not take part in the server's transactions: a row was"
              + " found after its transaction had rolled back, expected none. Make it a JTA data"
              + " source (on Payara, no non-transactional connections; on WildFly, jta=true).");
    }
  }

  private long insertAndRollBack() {
    Trial trial = new Trial(transactions, dialect);
    long row = trial.newRow();
    trial.rolledBack(
        sql ->
            sql.update(
                "insert into workflow_node (node, name, started_at, heartbeat_at, fenced,"
                    + " revocations) values (?, 'transaction proof', current_timestamp,"
                    + " current_timestamp, true, 0)",
                row));
    return row;
  }
}
