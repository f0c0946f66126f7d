package dev.holdfast.engine;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Requester;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes many instances, each in a transaction of its own. */
final class Deletion {

  private final Steering steering;

  Deletion(Steering steering) {
    this.steering = steering;
  }

  BatchDeletion delete(String workflow, List<String> ids, int limit, Requester by) {
    Rules.batchSize(ids.size(), limit);
    ids.forEach(Rules::instanceId);
    Map<String, Optional<BatchDeletion.Failure>> outcomes = new HashMap<>();
    List<String> deleted = new ArrayList<>();
    List<BatchDeletion.Failure> errors = new ArrayList<>();
    for (String id : ids) {
      outcomes
          .computeIfAbsent(id, it -> delete(new InstanceKey(workflow, it), by))
          .ifPresentOrElse(errors::add, () -> deleted.add(id));
    }
    return new BatchDeletion(deleted, errors);
  }

  private Optional<BatchDeletion.Failure> delete(InstanceKey key, Requester by) {
    try {
      steering.steer(key, new Command.Delete(), by);
      return Optional.empty();
    } catch (InstanceNotFoundException e) {
      return Optional.of(
          new BatchDeletion.Failure(key.id(), e.code(), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) { // whatever the store says: the others are deleted all the same
      WorkflowException why =
          BatchFailure.of("Instance '" + key.id() + "' could not be deleted", e);
      return Optional.of(
          new BatchDeletion.Failure(key.id(), why.code(), String.valueOf(why.getMessage())));
    }
  }
}
