package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogRecord;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Changes the row of an instance that is locked, and what is stored for it. */
final class InstanceRewrite {

  /**
   * Holds only while the row is as it was read. The row is locked, yet H2 has been seen to answer
   * the read behind a lock with the row as it was before; its updates always see the latest.
   */
  private static final String UNCHANGED =
      " where number = ? and "
          + ByNumber.STATUS
          + " = ? and epoch = ? and signals = ? and "
          + ByNumber.OWNER
          + " = ?";

  /** Changes the row of {@link #parameters}. */
  static final String UPDATE =
      "update workflow_instance set status = ?, epoch = ?, owner = ?, wake_at = ?, signals = ?,"
          + " recoveries = ?, started_at = ?, ended_at = ?, last_version = ?, paused_at = ?,"
          + " log = ?, warnings = ?, output_codec = ?, output_type = ?, output = ?,"
          + " progress_codec = ?, progress_type = ?, progress = ?,"
          + " error_name = ?, error_message = ?, error_code = ?, error_types = ?,"
          + " rollback_outcome = ?, rollback_error_name = ?, rollback_error_message = ?,"
          + " rollback_error_code = ?"
          + UNCHANGED;

  /** Everything that is stored for an instance besides its row; each has a column instance. */
  private static final List<String> TABLES =
      List.of(
          "workflow_step", "workflow_attempt", "workflow_event", "workflow_log", "workflow_blob");

  /** Stands for no owner; incarnations are positive. */
  private static final long NO_NODE = -1;

  private final Sql sql;
  private final InstanceRecord before;

  InstanceRewrite(Sql sql, InstanceRecord before) {
    this.sql = sql;
    this.before = before;
  }

  /** Changes the row; returns false, and changes nothing, when it is not as it was read. */
  boolean update(InstanceRecord after) {
    if (after.equals(before)) {
      return true;
    }
    int[] counts = sql.batch(UPDATE, List.of(parameters(before, after)));
    if (counts[0] == 0) {
      return false;
    }
    if (after.recoveries() == 0) {
      forgetRecoveries(sql, List.of(after.number()));
    }
    return true;
  }

  /** Returns what the update of a row is given, which changes nothing if it is not as before. */
  static Parameters parameters(InstanceRecord before, InstanceRecord after) {
    return new Parameters()
        .add(after.status().wireName())
        .add(after.epoch())
        .add(after.owner())
        .add(after.wakeAt())
        .add(after.signals())
        .add(after.recoveries())
        .add(after.startedAt())
        .add(after.endedAt())
        .add(after.lastVersion())
        .add(after.pausedAt())
        .add(after.log())
        .add(Texts.lines(after.warnings()))
        .addValue(after.output())
        .addValue(after.progress())
        .addFailure(after.failure())
        .addRollback(after.rollback())
        .add(before.number())
        .add(before.status().wireName())
        .add(before.epoch())
        .add(before.signals())
        .add(before.owner() == null ? NO_NODE : before.owner());
  }

  /** Forgets how much was recorded when instances that go on well were recovered last. */
  static void forgetRecoveries(Sql sql, List<Long> numbers) {
    if (!numbers.isEmpty()) {
      sql.update(
          "update workflow_instance set entries_at_recovery = 0"
              + " where number = any(?) and entries_at_recovery <> 0",
          numbers);
    }
  }

  /** Deletes everything; returns false, and changes nothing, when the row is not as it was read. */
  boolean delete() {
    int deleted =
        sql.update(
            "delete from workflow_instance" + UNCHANGED,
            before.number(),
            before.status().wireName(),
            before.epoch(),
            before.signals(),
            before.owner() == null ? NO_NODE : before.owner());
    if (deleted == 0) {
      return false;
    }
    deleteBelongings(sql, List.of(before.number()));
    return true;
  }

  void log(List<LogRecord> records, int epoch) {
    new LogWriter(sql).write(before.number(), epoch, records);
  }

  /** Deletes everything that was stored for instances besides their rows. */
  static void deleteBelongings(Sql sql, List<Long> numbers) {
    if (!numbers.isEmpty()) {
      for (String table : TABLES) {
        sql.update("delete from " + table + " where instance = any(?)", numbers);
      }
    }
  }

  void rewrite(Rewrite rewrite, int epoch) {
    if (rewrite instanceof Rewrite.Shift shift) {
      shift(shift.by());
    } else if (rewrite instanceof Rewrite.Rewind rewind) {
      rewind(rewind.kept(), epoch);
    }
  }

  private void shift(Duration by) {
    List<Parameters> later =
        sql
            .query(
                "select seq, due_at from workflow_step where instance = ? and epoch = ?"
                    + " and status in ('running', 'retrying') and due_at is not null",
                row -> new Due(row.getInt("seq"), Sql.instant(row, "due_at")),
                before.number(),
                before.epoch())
            .stream()
            .map(
                due ->
                    new Parameters()
                        .add(due.at().plus(by))
                        .add(before.number())
                        .add(before.epoch())
                        .add(due.seq()))
            .toList();
    sql.batch(
        "update workflow_step set due_at = ? where instance = ? and epoch = ? and seq = ?", later);
  }

  private record Due(int seq, Instant at) {}

  private void rewind(Set<Integer> kept, int epoch) {
    sql.update("delete from workflow_event where instance = ?", before.number());
    sql.update("delete from workflow_log where instance = ?", before.number());
    List<Long> seqs = Stream.concat(Stream.of(0L), kept.stream().map(seq -> (long) seq)).toList();
    removeOthers("workflow_blob", "step", seqs);
    removeOthers("workflow_step", "seq", seqs);
    removeOthers("workflow_attempt", "step_seq", seqs);
    move("workflow_step", epoch);
    move("workflow_attempt", epoch);
  }

  private void removeOthers(String table, String seqColumn, List<Long> kept) {
    sql.update(
        "delete from " + table + " where instance = ? and not (" + seqColumn + " = any(?))",
        before.number(),
        kept);
  }

  private void move(String table, int epoch) {
    sql.update("update " + table + " set epoch = ? where instance = ?", epoch, before.number());
  }
}
