package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.jpa.Batch.Entry;
import java.util.List;

/** Inserts the records of the log that no other row stands for. */
final class LogWriter {

  private static final String INSERT =
      "insert into workflow_log (instance, epoch, log, type, at, data) values (?, ?, ?, ?, ?, ?)";

  private static final String INSERT_OF_ROW =
      "insert into workflow_log (instance, epoch, log, type, at)"
          + " select number, epoch, cast(? as bigint),"
          + " case status when 'paused' then 'workflow_paused' else 'workflow_waiting' end,"
          + " cast(? as timestamp(6) with time zone)"
          + " from workflow_instance where number = ? and status in ('waiting', 'paused')";

  private final Sql sql;

  LogWriter(Sql sql) {
    this.sql = sql;
  }

  /**
   * Inserts what runs have noted.
   *
   * @param stored tells what an earlier try has stored
   */
  void write(List<Entry<Logged>> records, StoredEntries stored) {
    List<Logged> logged =
        records.stream().filter(Entry::isApplied).map(entry -> entry.change).toList();
    sql.batch(
        INSERT,
        stored.withoutStoredRecords(logged).stream()
            .map(it -> row(it.instance(), it.lease().epoch(), it.record()))
            .toList());
  }

  /** Inserts what a control call has left. */
  void write(long instance, int epoch, List<LogRecord> records) {
    sql.batch(INSERT, records.stream().map(it -> row(instance, epoch, it)).toList());
  }

  /** Inserts that instances wait or are paused: whether they are, their rows have decided. */
  void write(List<Suspended> suspended) {
    sql.batch(
        INSERT_OF_ROW,
        suspended.stream()
            .map(
                it ->
                    new Parameters()
                        .add(it.log() + LogPlace.RUN)
                        .add(it.at())
                        .add(it.lease().instance()))
            .toList());
  }

  private static Parameters row(long instance, int epoch, LogRecord record) {
    return new Parameters()
        .add(instance)
        .add(epoch)
        .add(record.id())
        .add(record.type().wireName())
        .add(record.at())
        .add(record.data());
  }
}
