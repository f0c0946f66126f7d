package dev.holdfast.jpa;

import dev.holdfast.engine.model.LogRecord;
import java.util.List;

/** Inserts the records of the log that no other row stands for. */
final class LogWriter {

  private static final String INSERT =
      "insert into workflow_log (instance, epoch, log, type, at, data) values (?, ?, ?, ?, ?, ?)";

  private final Sql sql;

  LogWriter(Sql sql) {
    this.sql = sql;
  }

  /** Is a record with the life of the instance that it belongs to. */
  record Row(long instance, int epoch, LogRecord record) {}

  void insert(List<Row> rows) {
    sql.batch(
        INSERT,
        rows.stream()
            .map(
                row ->
                    new Parameters()
                        .add(row.instance())
                        .add(row.epoch())
                        .add(row.record().id())
                        .add(row.record().type().wireName())
                        .add(row.record().at())
                        .add(row.record().data()))
            .toList());
  }

  /** Removes what an earlier try may have stored of these, so that they can be inserted. */
  void remove(List<Row> rows) {
    sql.batch(
        "delete from workflow_log where instance = ? and log = ?",
        rows.stream()
            .map(row -> new Parameters().add(row.instance()).add(row.record().id()))
            .toList());
  }
}
