package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.jpa.Batch.Entry;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Inserts instances. A look at the ids keeps common duplicates from failing the batch; the unique
 * key decides a race, by failing it.
 */
final class CreationWriter {

  private final EntityManager entities;
  private final Sql sql;

  CreationWriter(EntityManager entities, Sql sql) {
    this.entities = entities;
    this.sql = sql;
  }

  /** Is an instance to insert, with the change that asks for it. */
  record Creation(InstanceRecord instance, Entry<? extends Change> entry) {}

  /** Makes the inserts ready for the next flush, and returns the new instances. */
  List<InstanceRecord> write(List<Creation> creations) {
    if (creations.isEmpty()) {
      return List.of();
    }
    Map<InstanceKey, Long> taken = findTaken(creations);
    List<InstanceRecord> created = new ArrayList<>();
    for (Creation creation : creations) {
      InstanceRecord instance = creation.instance();
      Long holder = taken.putIfAbsent(instance.key(), instance.number());
      if (holder == null) {
        entities.persist(new InstanceEntity(instance));
        created.add(instance);
      } else if (holder != instance.number()) {
        creation.entry().outcome = Outcome.ALREADY_EXISTS;
      }
    }
    return created;
  }

  private Map<InstanceKey, Long> findTaken(List<Creation> creations) {
    Set<InstanceKey> keys =
        creations.stream().map(creation -> creation.instance().key()).collect(Collectors.toSet());
    Map<InstanceKey, Long> taken = new HashMap<>();
    sql.query(
        "select number, workflow, id from workflow_instance"
            + " where workflow = any(?) and id = any(?)",
        row ->
            taken.put(
                new InstanceKey(row.getString("workflow"), row.getString("id")),
                row.getLong("number")),
        keys.stream().map(InstanceKey::workflow).distinct().toList(),
        keys.stream().map(InstanceKey::id).distinct().toList());
    return taken;
  }
}
