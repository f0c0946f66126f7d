package dev.holdfast.access;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.Blob;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is the door to instances for callers with a login: each call is for those of a role. */
public final class GuardedInstances implements InstanceService {

  private final InstanceService engine;
  private final Guard guard;

  /**
   * Puts the gate before the engine.
   *
   * @param engine does what is asked for
   * @param gate knows who may ask
   */
  public GuardedInstances(InstanceService engine, Gate gate) {
    this.engine = engine;
    this.guard = new Guard(gate);
  }

  @Override
  public Created create(NewInstance request) {
    guard.starter();
    return engine.create(request);
  }

  @Override
  public List<BatchEntry> createBatch(List<NewInstance> requests) {
    guard.starter();
    return engine.createBatch(requests);
  }

  @Override
  public InstanceRecord get(InstanceKey key) {
    guard.viewer();
    return engine.get(key);
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    guard.viewer();
    return engine.find(key);
  }

  @Override
  public InstanceDetails details(InstanceKey key) {
    guard.viewer();
    return engine.details(key);
  }

  @Override
  public InstanceJournal journal(InstanceKey key) {
    guard.operator(); // it has stack traces
    return engine.journal(key);
  }

  @Override
  public Optional<Blob> findLargeResult(InstanceRecord instance, StepRecord step) {
    guard.viewer();
    return engine.findLargeResult(instance, step);
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    guard.viewer();
    return engine.list(query);
  }

  @Override
  public Map<InstanceStatus, Long> counts(String workflow) {
    guard.viewer();
    return engine.counts(workflow);
  }

  @Override
  public EventReceipt sendEvent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId) {
    guard.starter();
    return engine.sendEvent(key, type, payload, eventId);
  }

  @Override
  public InstanceStatus steer(InstanceKey key, Command command, String caller) {
    if (command instanceof Command.Delete) {
      guard.admin();
    } else {
      guard.operator();
    }
    return engine.steer(key, command, caller);
  }

  @Override
  public BatchDeletion deleteBatch(String workflow, List<String> ids) {
    guard.admin();
    return engine.deleteBatch(workflow, ids);
  }

  @Override
  public InstanceRecord awaitEnd(InstanceKey key, Duration timeout) throws InterruptedException {
    guard.viewer();
    return engine.awaitEnd(key, timeout);
  }

  @Override
  public List<LogEntry> log(InstanceKey key, long cursor) {
    guard.viewer();
    return engine.log(key, cursor);
  }

  /** The listener is called on threads that have no caller; who subscribes is asked here, once. */
  @Override
  public LogSubscription subscribe(InstanceKey key, LogSelection selection, LogListener listener) {
    guard.viewer();
    return engine.subscribe(key, selection, listener);
  }

  @Override
  public EncodedValue json(String what, String json) {
    return engine.json(what, json);
  }
}
