package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.Logged;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.LogPlace;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.jpa.Batch.Entry;
import java.util.ArrayList;
import java.util.List;

/** Inserts the records of the log that no other row stands for. */
final class LogWriter {

  private static final SetStatement INSERT =
      SetStatement.insert(
          "workflow_log",
          "instance bigint",
          "epoch integer",
          "log bigint",
          "type varchar",
          "at timestamptz",
          "data varchar");

  static final SetStatement INSERT_OF_ROW =
      SetStatement.insertFrom(
          "insert into workflow_log (instance, epoch, log, type, at)"
              + " select number, epoch, cast(:log as bigint),"
              + " case status when 'paused' then 'workflow_paused' else 'workflow_waiting' end,"
              + " cast(:at as timestamp(6) with time zone)"
              + " from workflow_instance, {given}"
              + " where {key number} and "
              + ByNumber.STATUS
              + " in ('waiting', 'paused')",
          "log bigint",
          "at timestamptz",
          "number bigint");

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
    sql.send(
        INSERT,
        stored.withoutStoredRecords(logged).stream()
            .map(it -> row(it.instance(), it.lease().epoch(), it.record()))
            .toList());
  }

  /** Inserts what a control call has left. */
  void write(long instance, int epoch, List<LogRecord> records) {
    sql.send(INSERT, records.stream().map(it -> row(instance, epoch, it)).toList());
  }

  /** Inserts what control calls have left. */
  void writeDecided(List<Decision> decisions) {
    List<Parameters> rows = new ArrayList<>();
    for (Decision decision : decisions) {
      decision
          .after()
          .ifPresent(
              after ->
                  decision
                      .log()
                      .forEach(record -> rows.add(row(after.number(), after.epoch(), record))));
    }
    sql.send(INSERT, rows);
  }

  /** Inserts that instances wait or are paused: whether they are, their rows have decided. */
  void write(List<Suspended> suspended) {
    sql.send(
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
