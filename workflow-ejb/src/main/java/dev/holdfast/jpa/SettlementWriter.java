package dev.holdfast.jpa;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.Change.ByRun;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.Suspended;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Suspends and ends instances that their runs still own, by one conditional update each, in order
 * of number so that two batches seldom wait for each other. An error that is stored already is that
 * of an instance that is rolling back: it stays, unless the instance ends as terminated.
 */
final class SettlementWriter {

  /** Changes nothing where another has the instance. */
  private static final SetStatement UPDATE =
      update(
          "epoch = :epoch and "
              + ByNumber.OWNER
              + " = :owner and signals = coalesce(:signals, signals)");

  /** Fails where another has the instance, which must not happen to a lease in force. */
  static final SetStatement UPDATE_OWNED =
      update(
          "case when epoch = :epoch and "
              + ByNumber.OWNER
              + " = :owner then signals = coalesce(:signals, signals)"
              + " else cast(concat('"
              + DatabaseErrors.REFUSAL
              + "an instance has been taken away by ', owner)"
              + " as boolean) end");

  private final Sql sql;
  private final LeaseCheck leases;

  SettlementWriter(Sql sql, LeaseCheck leases) {
    this.sql = sql;
    this.leases = leases;
  }

  void write(List<Entry<ByRun>> settlements) {
    List<Entry<ByRun>> sorted =
        settlements.stream()
            .filter(Entry::isApplied)
            .sorted(Comparator.comparingLong(entry -> entry.change.instance()))
            .toList();
    if (sorted.isEmpty()) {
      return;
    }
    leases.settled(sorted);
    sql.send(
        sql.dialect().takesManyAtOnce() ? UPDATE_OWNED : UPDATE,
        sorted.stream().map(entry -> parameters(entry.change)).toList(),
        counts -> refuse(sorted, counts));
    forgetErrors(sorted);
    new LogWriter(sql).write(waiting(sorted));
  }

  private void refuse(List<Entry<ByRun>> settlements, List<Integer> counts) {
    List<Entry<ByRun>> refused =
        IntStream.range(0, counts.size())
            .filter(i -> counts.get(i) == 0)
            .<Entry<ByRun>>mapToObj(settlements::get)
            .toList();
    if (!refused.isEmpty()) {
      Set<Lease> owned = stillOwned(refused);
      refused.forEach(
          entry ->
              entry.outcome =
                  owned.contains(entry.change.lease()) ? Outcome.SIGNALLED : Outcome.LEASE_LOST);
    }
  }

  /** Returns what the log tells of, unless a signal refuses it: then the row is as before. */
  private static List<Suspended> waiting(List<Entry<ByRun>> settlements) {
    return settlements.stream()
        .map(entry -> entry.change)
        .filter(Suspended.class::isInstance)
        .map(Suspended.class::cast)
        .filter(change -> change.status() == InstanceStatus.WAITING)
        .toList();
  }

  /** Removes what asked for a termination: it is not an error of the instance. */
  private void forgetErrors(List<Entry<ByRun>> settlements) {
    List<Parameters> terminated =
        settlements.stream()
            .map(entry -> entry.change)
            .filter(it -> it instanceof Ended end && end.status() == InstanceStatus.TERMINATED)
            .map(it -> new Parameters().add(it.instance()).add(it.lease().epoch()))
            .toList();
    sql.batch(
        "update workflow_instance set error_name = null, error_message = null, error_code = null,"
            + " error_types = null where number = ? and epoch = ? and "
            + ByNumber.STATUS
            + " = 'terminated'",
        terminated);
  }

  /**
   * Returns the leases that only signals can have refused. A lease that was believed in force and
   * is not must not leave the steps of its run in this batch; where the update itself sees to that
   * this may come after the commit, when others may have taken the lease away.
   */
  private Set<Lease> stillOwned(List<Entry<ByRun>> refused) {
    Set<Lease> needed =
        refused.stream().map(entry -> entry.change.lease()).collect(Collectors.toSet());
    Set<Lease> owned = leases.readInForce(needed);
    if (!sql.dialect().takesManyAtOnce() && !owned.containsAll(needed)) {
      throw new StaleLeaseException();
    }
    return owned;
  }

  private static Parameters parameters(ByRun change) {
    Parameters parameters =
        change instanceof Suspended suspended ? suspend(suspended) : end((Ended) change);
    Lease lease = change.lease();
    return parameters
        .add(lease.instance())
        .add(lease.epoch())
        .add(lease.node())
        .add(change instanceof Suspended suspended ? suspended.seenSignals() : null);
  }

  private static Parameters suspend(Suspended change) {
    boolean mayPause = change.status() == InstanceStatus.WAITING;
    return new Parameters()
        .add(mayPause)
        .add(change.wakeAt())
        .add(change.at())
        .add(change.status().wireName())
        .add(AwaitedTypes.text(change.awaits()))
        .add(change.startedAt())
        .add(null)
        .add(change.version())
        .addValue(null)
        .addFailure(null)
        .add(change.log())
        .add(null)
        .addRollback(null);
  }

  private static Parameters end(Ended change) {
    return new Parameters()
        .add(false)
        .add(change.purgeAt())
        .add(null)
        .add(change.status().wireName())
        .add(null)
        .add(change.startedAt())
        .add(change.endedAt())
        .add(change.version())
        .addValue(change.output())
        .addFailure(change.failure())
        .add(change.log())
        .add(Texts.lines(change.warnings()))
        .addRollback(change.rollback());
  }

  private static SetStatement update(String condition) {
    return SetStatement.update(
        "update workflow_instance set owner = null,"
            + " wake_at = case when status = 'waitingForPause' and :may_pause then null"
            + " else cast(:wake_at as timestamp(6) with time zone) end,"
            + " paused_at = case when status = 'waitingForPause' and :may_pause"
            + " then cast(:at as timestamp(6) with time zone) end,"
            + " status = case when status = 'waitingForPause' and :may_pause then 'paused'"
            + " else :status end,"
            + " recoveries = 0, awaits = :awaits,"
            + " started_at = coalesce(started_at, :started_at), ended_at = :ended_at,"
            + " last_version = :version, output_codec = :output_codec,"
            + " output_type = :output_type, output = :output,"
            + " error_name = coalesce(:error_name, error_name),"
            + " error_message = coalesce(:error_message, error_message),"
            + " error_code = coalesce(:error_code, error_code),"
            + " error_types = coalesce(:error_types, error_types),"
            + " log = greatest(log, :log), warnings = :warnings,"
            + " rollback_outcome = :rollback_outcome,"
            + " rollback_error_name = :rollback_error_name,"
            + " rollback_error_message = :rollback_error_message,"
            + " rollback_error_code = :rollback_error_code"
            + " {given} where {key number} and "
            + condition,
        "may_pause boolean",
        "wake_at timestamptz",
        "at timestamptz",
        "status varchar",
        "awaits varchar",
        "started_at timestamptz",
        "ended_at timestamptz",
        "version varchar",
        "output_codec varchar",
        "output_type varchar",
        "output varchar",
        "error_name varchar seldom",
        "error_message varchar seldom",
        "error_code varchar seldom",
        "error_types varchar seldom",
        "log bigint",
        "warnings varchar seldom",
        "rollback_outcome varchar seldom",
        "rollback_error_name varchar seldom",
        "rollback_error_message varchar seldom",
        "rollback_error_code varchar seldom",
        "number bigint",
        "epoch integer",
        "owner bigint",
        "signals integer");
  }
}
