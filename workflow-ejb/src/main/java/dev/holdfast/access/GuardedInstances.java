package dev.holdfast.access;

import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.Blob;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.engine.EndWatch;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.audit.Audit;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.control.ControlCall;
import dev.holdfast.engine.model.AuditScope;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is the door to instances for callers with a login: each call is for those of a role, and payloads
 * are for those who may see them.
 */
public final class GuardedInstances implements InstanceService {

  private final InstanceService engine;
  private final Guard guard;
  private final PayloadAudience payloads;

  /**
   * Puts the guard before the engine.
   *
   * @param engine does what is asked for
   * @param guard knows who may ask
   * @param payloads knows who may see payloads
   */
  public GuardedInstances(InstanceService engine, Guard guard, PayloadAudience payloads) {
    this.engine = engine;
    this.guard = guard;
    this.payloads = payloads;
  }

  @Override
  public Created create(NewInstance request) {
    return guard.asStarter(
        creation(request.workflow(), request.id().orElse("")),
        () -> payloads.forCaller().of(engine.create(request)));
  }

  @Override
  public List<BatchEntry> createBatch(List<NewInstance> requests) {
    String workflow = requests.isEmpty() ? "" : requests.get(0).workflow();
    return guard.asStarter(
        creation(workflow, requests.size() + " instances"),
        () -> engine.createBatch(requests).stream().map(payloads.forCaller()::of).toList());
  }

  @Override
  public InstanceRecord get(InstanceKey key) {
    guard.viewer();
    return payloads.forCaller().of(engine.get(key));
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    guard.viewer();
    return engine.find(key).map(payloads.forCaller()::of);
  }

  @Override
  public InstanceDetails details(InstanceKey key) {
    guard.viewer();
    return payloads.forCaller().of(engine.details(key));
  }

  @Override
  public InstanceJournal journal(InstanceKey key) {
    guard.operator(); // it has stack traces
    payloads.require();
    return engine.journal(key);
  }

  @Override
  public Optional<Blob> findLargeResult(InstanceRecord instance, StepRecord step) {
    guard.viewer();
    payloads.require();
    return engine.findLargeResult(instance, step);
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    guard.viewer();
    return engine.list(query).stream().map(payloads.forCaller()::of).toList();
  }

  @Override
  public long count(InstanceQuery query) {
    guard.viewer();
    return engine.count(query);
  }

  @Override
  public EventReceipt sendEvent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId) {
    return guard.asStarter(
        new Audit.Command(AuditScope.EVENTS, "event.send", key.workflow(), key.id()),
        () -> engine.sendEvent(key, type, payload, eventId));
  }

  @Override
  public InstanceStatus steer(InstanceKey key, Command command, String caller) {
    return guard.deciding(
        new Audit.Command(AuditScope.CONTROL, command.call().auditName(), key.workflow(), key.id()),
        command instanceof Command.Delete,
        by -> engine.steer(key, command, by));
  }

  @Override
  public BatchDeletion deleteBatch(String workflow, List<String> ids) {
    return guard.deciding(
        new Audit.Command(
            AuditScope.CONTROL,
            ControlCall.DELETE.auditName(),
            workflow,
            ids.size() + " instances"),
        true,
        by -> engine.deleteBatch(workflow, ids, by));
  }

  @Override
  public InstanceRecord awaitEnd(InstanceKey key, Duration timeout) throws InterruptedException {
    guard.viewer();
    return payloads.forCaller().of(engine.awaitEnd(key, timeout));
  }

  @Override
  public EndWatch watchEnd(InstanceKey key, Consumer<InstanceRecord> told) {
    guard.viewer();
    Redaction redaction = payloads.forCaller();
    return engine.watchEnd(key, ended -> told.accept(redaction.of(ended)));
  }

  @Override
  public List<LogEntry> log(InstanceKey key, long cursor) {
    guard.viewer();
    return engine.log(key, cursor).stream().map(payloads.forCaller()::of).toList();
  }

  /** The listener is called on threads that have no caller; who subscribes is asked here, once. */
  @Override
  public LogSubscription subscribe(InstanceKey key, LogSelection selection, LogListener listener) {
    guard.viewer();
    return engine.subscribe(key, selection, payloads.forCaller().of(listener));
  }

  @Override
  public EncodedValue json(String what, String json) {
    return engine.json(what, json);
  }

  private static Audit.Command creation(String workflow, String target) {
    return new Audit.Command(AuditScope.ALL, "instance.create", workflow, target);
  }
}
