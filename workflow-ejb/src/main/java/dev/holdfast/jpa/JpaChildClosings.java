package dev.holdfast.jpa;

import dev.holdfast.engine.model.ChildClosing;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.ChildClosings;
import java.util.List;

/** Keeps the children that are to be terminated in the database. */
final class JpaChildClosings implements ChildClosings {

  private final PersistenceTransactions transactions;

  JpaChildClosings(PersistenceTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<ChildClosing> list(int limit) {
    return transactions.inNew(
        entities ->
            new Sql(entities)
                .query(
                    "select parent, child_workflow, child_id, rollback from workflow_closing"
                        + " order by parent, child_workflow, child_id limit ?",
                    row ->
                        new ChildClosing(
                            row.getLong("parent"),
                            new InstanceKey(
                                row.getString("child_workflow"), row.getString("child_id")),
                            row.getBoolean("rollback")),
                    limit));
  }

  @Override
  public void remove(ChildClosing done) {
    transactions.inNew(
        entities -> {
          ClosingWriter.remove(new Sql(entities), List.of(done));
          return true;
        });
  }
}
