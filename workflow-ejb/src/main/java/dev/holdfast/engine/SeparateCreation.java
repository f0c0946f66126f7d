package dev.holdfast.engine;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.Creation.Pending;
import dev.holdfast.engine.Creation.Prepared;
import dev.holdfast.engine.InstanceService.BatchEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates many instances that share nothing but their commits. */
final class SeparateCreation implements EachCreation {

  private final Creation creation;

  SeparateCreation(Creation creation) {
    this.creation = creation;
  }

  @Override
  public List<BatchEntry> createEach(List<NewInstance> requests) {
    Set<String> ids = new HashSet<>();
    List<Pending> begun = requests.stream().map(request -> begin(request, ids)).toList();
    List<BatchEntry> entries = new ArrayList<>();
    @Nullable RuntimeException failure = null;
    for (int i = 0; i < begun.size(); i++) {
      String id = requests.get(i).id().orElse("");
      try {
        InstanceService.Created created = begun.get(i).finish();
        entries.add(new BatchEntry(id, Optional.of(created), Optional.empty()));
      } catch (WorkflowException e) {
        entries.add(new BatchEntry(id, Optional.empty(), Optional.of(e)));
      } catch (RuntimeException e) { // after the others: what they have begun must be finished
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return entries;
  }

  private Pending begin(NewInstance request, Set<String> ids) {
    try {
      Prepared prepared = creation.prepare(request);
      String id = prepared.queued().key().id();
      if (!ids.add(id)) {
        return BatchedCreation.failing(BatchedCreation.duplicate(id));
      }
      creation.countRate(List.of(prepared));
      return creation.begin(prepared);
    } catch (WorkflowException e) {
      return BatchedCreation.failing(e);
    }
  }
}
