package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import dev.holdfast.jpa.CreationWriter.Creation;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes changes in one transaction. Attempts are entities, which are flushed in between. */
final class BatchWriter {

  private final @Nullable EntityManager entities;
  private final Sql sql;
  private final OutboxWriter outbox;

  /**
   * Makes a writer.
   *
   * @param entities writes attempts; null when there are none
   * @param sql of the same transaction as the entities
   */
  BatchWriter(@Nullable EntityManager entities, Sql sql, NotifiedWorkflows notified) {
    this.entities = entities;
    this.sql = sql;
    this.outbox = new OutboxWriter(sql, notified);
  }

  /**
   * Writes what runs and others do.
   *
   * @return what became of the changes; known when all has been sent
   */
  Supplier<List<Outcome>> write(List<Change> changes, LeaseCheck leases, StoredEntries stored) {
    List<Batch> batches = Batch.split(changes);
    for (Batch batch : batches) {
      if (batch != batches.get(0)) {
        sql.flush(); // what became of the batch before decides about this one
      }
      create(instances(batch, stored == StoredEntries.NONE), leases);
      leases.refuseLost(batch);
      create(children(batch), leases);
      claim(batch, leases);
      deliver(batch);
      new StepWriter(entities, sql).write(batch.steps, batch.attempts, stored);
      new LogWriter(sql).write(batch.records, stored);
      new ClosingWriter(sql).write(batch.left);
      new ProgressWriter(sql).write(batch.progress);
      if (!batch.attempts.isEmpty()) {
        flushEntities();
      }
      new RollbackWriter(sql).write(batch);
      new SettlementWriter(sql, leases).write(batch.settlements);
      outbox.settled(batch.settlements);
    }
    return () -> batches.stream().flatMap(Batch::outcomes).toList();
  }

  /** Writes what others do, never runs. */
  List<Outcome> write(List<Change> changes) {
    List<Batch> batches = Batch.split(changes);
    for (Batch batch : batches) {
      create(instances(batch, false), created -> {});
      deliver(batch);
    }
    sql.flush();
    return batches.stream().flatMap(Batch::outcomes).toList();
  }

  /**
   * Returns what to insert.
   *
   * @param isFirstTry whether no earlier try can have stored any of it, and a later one can follow
   */
  private static List<Creation> instances(Batch batch, boolean isFirstTry) {
    return batch.creations.stream()
        .map(
            entry ->
                new Creation(entry.change.record(), entry, isFirstTry && entry.change.idIsNew()))
        .toList();
  }

  private static List<Creation> children(Batch batch) {
    return batch.children.stream()
        .filter(Entry::isApplied)
        .map(entry -> new Creation(entry.change.record(), entry, false))
        .toList();
  }

  private void create(List<Creation> creations, LeaseCheck leases) {
    creations.forEach(creation -> leases.requireOwn(creation.instance()));
    create(creations, leases::created);
  }

  private void create(List<Creation> creations, Consumer<List<InstanceRecord>> then) {
    new CreationWriter(sql).write(creations, then.andThen(outbox::created));
  }

  /**
   * Claims instances that nobody owns, before the rows of those that runs own are changed: in that
   * order everybody locks them, or by number alone where a database knows no other.
   */
  private void claim(Batch batch, LeaseCheck leases) {
    if (!batch.claims.isEmpty()) {
      boolean locksByNumber =
          !sql.dialect().takesManyAtOnce() && batch.rowsOfRuns().findAny().isPresent();
      if (batch.reachesOthers() || locksByNumber) {
        new EventWriter(sql).lockAll(batch);
      }
      new ClaimWriter(sql, leases).write(batch.claims);
    }
  }

  /** Puts events into inboxes, after their instances are there. */
  private void deliver(Batch batch) {
    if (batch.reachesOthers()) {
      new EventWriter(sql).write(batch);
    }
  }

  /** Sends the inserts and lets go of the entities, which nobody looks at again. */
  private void flushEntities() {
    sql.flush();
    EntityManager manager = Objects.requireNonNull(entities);
    manager.flush();
    manager.clear();
  }
}
