package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.RollbackBegan;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.jpa.Batch.Entry;
import java.util.List;

/** Marks instances as rolling back, with what triggered it. */
final class RollbackWriter {

  private final Sql sql;

  RollbackWriter(Sql sql) {
    this.sql = sql;
  }

  /**
   * Updates the rows, after locking them in order of number together with those that the batch
   * settles, so that two batches seldom wait for each other.
   */
  void write(Batch batch) {
    List<RollbackBegan> rollbacks =
        batch.rollbacks.stream().filter(Entry::isApplied).map(entry -> entry.change).toList();
    if (rollbacks.isEmpty()) {
      return;
    }
    sql.query(
        "select number from workflow_instance where number = any(?) order by number for update",
        row -> row.getLong("number"),
        batch.rowsOfRuns().map(entry -> entry.change.instance()).distinct().toList());
    int[] counts =
        sql.batch(
            "update workflow_instance set status = 'rollingBack', error_name = ?,"
                + " error_message = ?, error_code = ?, error_types = ?, log = greatest(log, ?)"
                + " where number = ? and epoch = ? and "
                + ByNumber.OWNER
                + " = ?",
            rollbacks.stream().map(RollbackWriter::parameters).toList());
    for (int count : counts) {
      if (count == 0) {
        throw new StaleLeaseException();
      }
    }
  }

  private static Parameters parameters(RollbackBegan change) {
    Lease lease = change.lease();
    return new Parameters()
        .addFailure(change.trigger())
        .add(change.log())
        .add(lease.instance())
        .add(lease.epoch())
        .add(lease.node());
  }
}
