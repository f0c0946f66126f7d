package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import dev.holdfast.jpa.CreationWriter.Creation;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes changes in one transaction. Attempts are entities, which are flushed in between. */
final class BatchWriter {

  private final EntityManager entities;
  private final Sql sql;
  private final OutboxWriter outbox;

  BatchWriter(EntityManager entities, NotifiedWorkflows notified) {
    this.entities = entities;
    this.sql = new Sql(entities);
    this.outbox = new OutboxWriter(sql, notified);
  }

  /** Writes what runs and others do. */
  List<Outcome> write(List<Change> changes, LeaseCheck leases, StoredEntries stored) {
    List<Batch> batches = Batch.split(changes);
    for (Batch batch : batches) {
      leases.created(create(batch));
      leases.refuseLost(batch);
      leases.created(createChildren(batch));
      deliver(batch, leases);
      new StepWriter(entities, sql).write(batch.steps, batch.attempts, stored);
      new LogWriter(sql).write(batch.records, stored);
      new ClosingWriter(sql).write(batch.left);
      new ProgressWriter(sql).write(batch.progress);
      if (!batch.attempts.isEmpty()) {
        flush();
      }
      new RollbackWriter(sql).write(batch);
      new SettlementWriter(sql, leases).write(batch.settlements);
      outbox.settled(batch.settlements);
    }
    return batches.stream().flatMap(Batch::outcomes).toList();
  }

  /** Writes what others do, never runs. */
  List<Outcome> write(List<Change> changes) {
    List<Batch> batches = Batch.split(changes);
    for (Batch batch : batches) {
      create(batch);
      deliver(batch, null);
    }
    return batches.stream().flatMap(Batch::outcomes).toList();
  }

  private List<InstanceRecord> create(Batch batch) {
    return create(
        batch.creations.stream().map(entry -> new Creation(entry.change.record(), entry)).toList());
  }

  private List<InstanceRecord> createChildren(Batch batch) {
    List<Creation> children =
        batch.children.stream()
            .filter(Entry::isApplied)
            .map(entry -> new Creation(entry.change.record(), entry))
            .toList();
    return create(children);
  }

  private List<InstanceRecord> create(List<Creation> creations) {
    List<InstanceRecord> created = new CreationWriter(sql).write(creations);
    outbox.created(created);
    return created;
  }

  /** Puts events into inboxes, after their instances are there. */
  private void deliver(Batch batch, @Nullable LeaseCheck leases) {
    if (batch.reachesOthers()) {
      new EventWriter(sql).write(batch, leases);
    }
  }

  /** Sends the inserts and lets go of the entities, which nobody looks at again. */
  private void flush() {
    entities.flush();
    entities.clear();
  }
}
