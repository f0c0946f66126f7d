package dev.holdfast.engine;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.Creation.Pending;
import dev.holdfast.engine.Creation.Prepared;
import dev.holdfast.engine.InstanceService.BatchEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates many instances: all are checked before the first is stored, and share their commits. */
final class BatchedCreation {

  private final Creation creation;

  BatchedCreation(Creation creation) {
    this.creation = creation;
  }

  List<BatchEntry> create(List<NewInstance> requests) {
    List<Prepared> prepared = prepare(requests);
    creation.countRate(prepared);
    Set<String> ids = new HashSet<>();
    List<Pending> begun = new ArrayList<>();
    for (Prepared entry : prepared) {
      String id = entry.queued().key().id();
      begun.add(ids.add(id) ? creation.begin(entry) : failing(duplicate(id)));
    }
    List<BatchEntry> entries = new ArrayList<>();
    for (int i = 0; i < begun.size(); i++) {
      entries.add(finish(prepared.get(i).queued().key().id(), begun.get(i)));
    }
    return entries;
  }

  private List<Prepared> prepare(List<NewInstance> requests) {
    List<Prepared> prepared = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      try {
        prepared.add(creation.prepare(requests.get(i)));
      } catch (InvalidRequestException e) {
        throw new InvalidRequestException(e.code(), atIndex(i, e), e);
      } catch (PayloadTooLargeException e) {
        throw new PayloadTooLargeException(atIndex(i, e));
      }
    }
    return prepared;
  }

  private static String atIndex(int index, WorkflowException e) {
    return "Entry %d of the batch: %s Nothing was created.".formatted(index, e.getMessage());
  }

  private static BatchEntry finish(String id, Pending pending) {
    try {
      return new BatchEntry(id, Optional.of(pending.finish()), Optional.empty());
    } catch (WorkflowException e) {
      return new BatchEntry(id, Optional.empty(), Optional.of(e));
    } catch (RuntimeException e) { // whatever the store says: the others are created all the same
      return new BatchEntry(
          id,
          Optional.empty(),
          Optional.of(BatchFailure.of("Instance '" + id + "' could not be created", e)));
    }
  }

  /** Says that an earlier entry has the same id. */
  static WorkflowException duplicate(String id) {
    return new WorkflowException(
        "batch.duplicate_id",
        "Id '%s' is used by an earlier entry of the batch: only that one counts. (batch.duplicate_id)"
            .formatted(id));
  }

  /** Fails when it is finished, like the creations before it. */
  static Pending failing(WorkflowException why) {
    return () -> {
      throw why;
    };
  }
}
