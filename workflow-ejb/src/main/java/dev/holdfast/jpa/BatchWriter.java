package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Writes changes in one transaction. Entities are flushed before the statements that change their
 * rows.
 */
final class BatchWriter {

  private final EntityManager entities;
  private final Sql sql;

  BatchWriter(EntityManager entities) {
    this.entities = entities;
    this.sql = new Sql(entities);
  }

  /** Writes what runs and others do. */
  List<Outcome> write(List<Change> changes, LeaseCheck leases, StoredEntries stored) {
    List<Batch> batches = Batch.split(changes);
    for (Batch batch : batches) {
      leases.created(createAndAccept(batch));
      leases.refuseLost(batch);
      new StepWriter(entities, sql).write(batch.steps, batch.attempts, stored);
      new LogWriter(sql).write(batch.records, stored);
      if (!batch.creations.isEmpty() || !batch.events.isEmpty() || !batch.attempts.isEmpty()) {
        flush();
      }
      new RollbackWriter(sql).write(batch);
      new SettlementWriter(sql, leases).write(batch.settlements);
    }
    return batches.stream().flatMap(Batch::outcomes).toList();
  }

  /** Writes what others do, never runs. */
  List<Outcome> write(List<Change> changes) {
    List<Batch> batches = Batch.split(changes);
    for (Batch batch : batches) {
      createAndAccept(batch);
      flush();
    }
    return batches.stream().flatMap(Batch::outcomes).toList();
  }

  private List<InstanceRecord> createAndAccept(Batch batch) {
    List<InstanceRecord> created = new CreationWriter(entities, sql).write(batch.creations);
    if (!batch.events.isEmpty()) {
      flush();
      new EventWriter(entities, sql).write(batch);
    }
    return created;
  }

  /** Sends the inserts and lets go of the entities, which nobody looks at again. */
  private void flush() {
    entities.flush();
    entities.clear();
  }
}
