package dev.holdfast.web.http;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.Blob;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InstanceFinishedException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.EndWatch;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.Controls;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.web.instance.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps instances in a map and runs nothing. */
final class FakeInstances implements InstanceService {

  /** Is an event as the engine was given it. */
  record Sent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId) {}

  final Map<InstanceKey, InstanceDetails> stored = new LinkedHashMap<>();
  final Map<String, byte[]> largeResults = new HashMap<>();
  final List<NewInstance> created = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  @Nullable RuntimeException failure;

  @Override
  public Created create(NewInstance request) {
    failIfAsked();
    created.add(request);
    InstanceKey key =
        new InstanceKey(request.workflow(), request.id().orElse("made-up-" + created.size()));
    InstanceDetails older = stored.get(key);
    if (older != null) {
      if (request.returnExisting()) {
        return new Created(older.instance(), true);
      }
      throw new InstanceAlreadyExistsException("Instance '%s' exists.".formatted(key.id()));
    }
    InstanceRecord instance = Recorded.queued(stored.size() + 1L, key);
    put(new InstanceDetails(instance, List.of(), List.of()));
    return new Created(instance, false);
  }

  @Override
  public InstanceRecord get(InstanceKey key) {
    return details(key).instance();
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    return Optional.ofNullable(stored.get(key)).map(InstanceDetails::instance);
  }

  @Override
  public InstanceDetails details(InstanceKey key) {
    failIfAsked();
    InstanceDetails found = stored.get(key);
    if (found == null) {
      throw new InstanceNotFoundException("Instance '%s' is not known.".formatted(key.id()));
    }
    return found;
  }

  @Override
  public Optional<Blob> findLargeResult(InstanceRecord instance, StepRecord step) {
    return Optional.ofNullable(largeResults.get(step.key().name())).map(Blob::of);
  }

  @Override
  public InstanceJournal journal(InstanceKey key) {
    InstanceDetails found = details(key);
    return new InstanceJournal(
        found.instance(), found.steps(), found.attempts(), List.of(), Map.of());
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    Comparator<InstanceRecord> order = Comparator.comparingLong(InstanceRecord::number);
    long after = query.after().orElse(query.ascending() ? Long.MIN_VALUE : Long.MAX_VALUE);
    Stream<InstanceRecord> all = stored.values().stream().map(InstanceDetails::instance);
    return all.filter(i -> i.key().workflow().equals(query.workflow()))
        .filter(i -> query.statuses().isEmpty() || query.statuses().contains(i.status()))
        .filter(i -> query.idContains().map(i.key().id()::contains).orElse(true))
        .filter(i -> query.ascending() ? i.number() > after : i.number() < after)
        .sorted(query.ascending() ? order : order.reversed())
        .limit(query.limit())
        .map(i -> new InstanceSummary(i, Optional.empty()))
        .toList();
  }

  @Override
  public long count(InstanceQuery query) {
    return list(query).size();
  }

  public Map<InstanceStatus, Long> counts(String workflow) {
    return Map.of(InstanceStatus.QUEUED, (long) stored.size());
  }

  @Override
  public EventReceipt sendEvent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId) {
    if (get(key).status().isTerminal()) {
      throw new InstanceFinishedException("Instance '%s' has ended.".formatted(key.id()));
    }
    sent.add(new Sent(key, type, payload, eventId));
    return new EventReceipt(eventId.orElse("made-up"), Recorded.START);
  }

  @Override
  public InstanceStatus steer(InstanceKey key, Command command, String caller) {
    InstanceDetails found = details(key);
    Decision decision =
        Controls.decide(command, found.instance(), found::steps, Recorded.START.plusSeconds(9));
    if (decision.after().isEmpty()) {
      stored.remove(key);
      return found.instance().status();
    }
    put(new InstanceDetails(decision.after().get(), found.steps(), found.attempts()));
    return decision.after().get().status();
  }

  @Override
  public List<BatchEntry> createBatch(List<NewInstance> requests) {
    return requests.stream().map(this::entry).toList();
  }

  private BatchEntry entry(NewInstance request) {
    try {
      Created it = create(request);
      return new BatchEntry(it.instance().key().id(), Optional.of(it), Optional.empty());
    } catch (WorkflowException e) {
      return new BatchEntry(request.id().orElse(""), Optional.empty(), Optional.of(e));
    }
  }

  @Override
  public BatchDeletion deleteBatch(String workflow, List<String> ids) {
    List<String> deleted = new ArrayList<>();
    List<BatchDeletion.Failure> errors = new ArrayList<>();
    for (String id : ids) {
      if (stored.remove(new InstanceKey(workflow, id)) != null) {
        deleted.add(id);
      } else {
        errors.add(new BatchDeletion.Failure(id, "instance.not_found", "There is no " + id));
      }
    }
    return new BatchDeletion(deleted, errors);
  }

  @Override
  public List<LogEntry> log(InstanceKey key, long cursor) {
    throw new UnsupportedOperationException("nothing runs here");
  }

  @Override
  public LogSubscription subscribe(InstanceKey key, LogSelection selection, LogListener listener) {
    throw new UnsupportedOperationException("nothing runs here");
  }

  @Override
  public InstanceRecord awaitEnd(InstanceKey key, Duration timeout) {
    throw new UnsupportedOperationException("nothing runs here");
  }

  @Override
  public EndWatch watchEnd(InstanceKey key, Consumer<InstanceRecord> told) {
    throw new UnsupportedOperationException("nothing runs here");
  }

  @Override
  public EncodedValue json(String what, String json) {
    return Recorded.json(json);
  }

  void put(InstanceDetails details) {
    stored.put(details.instance().key(), details);
  }

  void put(InstanceRecord instance, InstanceStatus status) {
    put(new InstanceDetails(Recorded.with(instance, status, null), List.of(), List.of()));
  }

  private void failIfAsked() {
    if (failure != null) {
      throw failure;
    }
  }
}
