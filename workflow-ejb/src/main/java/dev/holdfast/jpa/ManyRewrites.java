package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what was decided about many instances whose rows are locked, a statement for all. */
final class ManyRewrites {

  private final Sql sql;
  private final OutboxWriter outbox;

  ManyRewrites(Sql sql, NotifiedWorkflows notified) {
    this.sql = sql;
    this.outbox = new OutboxWriter(sql, notified);
  }

  /** Tells whether a decision leaves the journal as it is, and nobody else has to do with it. */
  static boolean isFor(Decision decision) {
    return decision.after().isPresent()
        && decision.rewrite() instanceof Rewrite.Nothing
        && decision.childEnd().isEmpty()
        && !decision.revokes();
  }

  /**
   * Writes those decisions that this is for.
   *
   * @return those that were written; others were made about rows that are different by now
   */
  List<Decision> write(List<Decision> decisions) {
    List<Decision> written = update(decisions.stream().filter(ManyRewrites::isFor).toList());
    List<Long> steady =
        written.stream()
            .flatMap(it -> it.after().stream())
            .filter(after -> after.recoveries() == 0)
            .map(InstanceRecord::number)
            .toList();
    InstanceRewrite.forgetRecoveries(sql, steady);
    new LogWriter(sql).writeDecided(written);
    new ClosingWriter(sql).insert(written.stream().flatMap(it -> it.closings().stream()).toList());
    written.forEach(outbox::controlled);
    AuditRows.insert(sql, written.stream().map(Decision::audit).flatMap(Optional::stream).toList());
    return written;
  }

  private List<Decision> update(List<Decision> decisions) {
    List<Decision> changed = new ArrayList<>();
    List<Decision> written = new ArrayList<>();
    for (Decision decision : decisions) {
      boolean isChange = !decision.after().equals(Optional.of(decision.before()));
      (isChange ? changed : written).add(decision);
    }
    int[] counts =
        sql.batch(
            InstanceRewrite.UPDATE,
            changed.stream()
                .map(it -> InstanceRewrite.parameters(it.before(), it.after().orElseThrow()))
                .toList());
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        written.add(changed.get(i));
      }
    }
    return written;
  }
}
