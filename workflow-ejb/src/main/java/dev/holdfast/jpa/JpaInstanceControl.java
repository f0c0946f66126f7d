package dev.holdfast.jpa;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.port.InstanceControl;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Changes instances in the database from outside their run. The row of the owning node is locked
 * before that of the instance, as the node's own writes do; when the owner has changed meanwhile it
 * starts again.
 */
final class JpaInstanceControl implements InstanceControl {

  private static final int TRIES = 100;

  private final PersistenceTransactions transactions;
  private final NotifiedWorkflows notified;

  JpaInstanceControl(PersistenceTransactions transactions, NotifiedWorkflows notified) {
    this.transactions = transactions;
    this.notified = notified;
  }

  @Override
  public Optional<Decision> change(InstanceKey key, Controller controller) {
    for (int tried = 1; tried <= TRIES; tried++) {
      Optional<InstanceRecord> seen =
          transactions.inNew(entities -> InstanceRows.find(new Sql(entities), key));
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      Optional<Decision> done =
          transactions.inNew(entities -> change(entities, seen.get(), controller));
      if (done.isPresent()) {
        return done;
      }
    }
    throw new IllegalStateException(
        "Instance " + key + " changed hands " + TRIES + " times while it was being controlled");
  }

  @Override
  public List<Decision> changeResting(List<Long> numbers, Controller controller) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    return transactions.inNew(
        entities -> {
          Sql sql = new Sql(entities);
          RestingRows rows = RestingRows.lock(sql, numbers);
          List<Decision> decisions = rows.decide(controller);
          List<Decision> written =
              new ArrayList<>(new ManyRewrites(sql, notified).write(decisions));
          decisions.stream()
              .filter(it -> !ManyRewrites.isFor(it) && write(sql, it))
              .forEach(written::add);
          return written;
        });
  }

  /** Returns empty when the instance is gone, or not as it was seen. */
  private Optional<Decision> change(
      EntityManager entities, InstanceRecord seen, Controller controller) {
    Sql sql = new Sql(entities);
    if (seen.owner() != null) {
      sql.query(
          "select node from workflow_node where node = ?"
              + sql.dialect().briefSilenceLimit()
              + " for update",
          row -> row.getLong("node"),
          seen.owner());
    }
    Optional<InstanceRecord> locked = lock(sql, seen);
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    InstanceRecord row = locked.get();
    if (row.owner() != null && !Objects.equals(row.owner(), seen.owner())) {
      return Optional.empty();
    }
    Decision decision =
        controller.decide(row, () -> EntityReads.listSteps(entities, row.number(), row.epoch()));
    return write(sql, decision) ? Optional.of(decision) : Optional.empty();
  }

  private boolean write(Sql sql, Decision decision) {
    InstanceRecord before = decision.before();
    InstanceRewrite rewrite = new InstanceRewrite(sql, before);
    if (!decision.after().map(rewrite::update).orElseGet(rewrite::delete)) {
      return false;
    }
    decision
        .after()
        .ifPresent(
            after -> {
              rewrite.rewrite(decision.rewrite(), after.epoch());
              rewrite.log(decision.log(), after.epoch());
            });
    decision.childEnd().ifPresent(new EventWriter(sql)::tell);
    new ClosingWriter(sql).insert(decision.closings());
    new OutboxWriter(sql, notified).controlled(decision);
    decision.audit().ifPresent(entry -> AuditRows.insert(sql, List.of(entry)));
    if (decision.revokes()) {
      sql.update(
          "update workflow_node set revocations = revocations + 1 where node = ?",
          Objects.requireNonNull(before.owner()));
    }
    return true;
  }

  /** Locks an instance; with it its parent, which may have to be told, in the common order. */
  private static Optional<InstanceRecord> lock(Sql sql, InstanceRecord seen) {
    Parent parent = seen.origin().parent();
    return sql
        .query(
            "select * from workflow_instance where number in (?, ?)"
                + sql.dialect().briefSilenceLimit()
                + ByNumber.LOCKED_IN_ORDER,
            InstanceRows::read,
            seen.number(),
            parent == null ? seen.number() : parent.number())
        .stream()
        .filter(row -> row.number() == seen.number())
        .findFirst();
  }
}
