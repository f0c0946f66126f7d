package dev.holdfast.engine.client;

import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.api.RestartPoint;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refers to one instance; holds nothing but its key. */
final class EngineWorkflowInstance implements WorkflowInstance {

  private final InstanceKey key;
  private final boolean existing;
  private final InstanceService instances;
  private final PayloadCodec codec;
  private final WorkflowRegistry registry;

  EngineWorkflowInstance(
      InstanceKey key,
      boolean existing,
      InstanceService instances,
      PayloadCodec codec,
      WorkflowRegistry registry) {
    this.key = key;
    this.existing = existing;
    this.instances = instances;
    this.codec = codec;
    this.registry = registry;
  }

  @Override
  public String id() {
    return key.id();
  }

  @Override
  public String workflow() {
    return key.workflow();
  }

  @Override
  public boolean existing() {
    return existing;
  }

  @Override
  public WorkflowStatus status() {
    return status(instances.get(key));
  }

  @Override
  public EventReceipt sendEvent(String type, @Nullable Object payload) {
    return instances.sendEvent(key, type, encode(type, payload), Optional.empty());
  }

  @Override
  public EventReceipt sendEvent(String type, @Nullable Object payload, String eventId) {
    return instances.sendEvent(key, type, encode(type, payload), Optional.of(eventId));
  }

  @Override
  public InstanceStatus pause() {
    return instances.steer(key, new Command.Pause());
  }

  @Override
  public InstanceStatus resume() {
    return instances.steer(key, new Command.Resume());
  }

  @Override
  public InstanceStatus terminate(boolean rollback) {
    return instances.steer(key, new Command.Terminate(rollback));
  }

  @Override
  public InstanceStatus restart() {
    return instances.steer(key, new Command.Restart(Optional.empty()));
  }

  @Override
  public InstanceStatus restart(RestartPoint from) {
    StepKind kind =
        switch (from.kind()) {
          case RUN -> StepKind.RUN;
          case SLEEP -> StepKind.SLEEP;
          case WAIT_FOR_EVENT -> StepKind.WAIT_FOR_EVENT;
          case RACE -> StepKind.RACE;
          case CHILD -> StepKind.CHILD;
          case BATCH -> StepKind.BATCH;
        };
    StepKey step = new StepKey(kind, from.scope(), from.name(), from.occurrence());
    return instances.steer(key, new Command.Restart(Optional.of(step)));
  }

  @Override
  public void delete() {
    instances.steer(key, new Command.Delete());
  }

  @Override
  public List<LogEntry> log(long cursor) {
    return instances.log(key, LogSelection.after(cursor).cursor());
  }

  @Override
  public LogSubscription subscribe(LogSelection selection, LogListener listener) {
    return instances.subscribe(key, selection, listener);
  }

  @Override
  public WorkflowStatus awaitEnd(Duration timeout) throws InterruptedException {
    return status(instances.awaitEnd(key, timeout));
  }

  private WorkflowStatus status(InstanceRecord instance) {
    return new WorkflowStatus(
        key.id(),
        instance.status(),
        output(instance.output()),
        instance.error(),
        Optional.ofNullable(instance.rollback()));
  }

  @Override
  public @Nullable Object progress() {
    @Nullable EncodedValue progress = instances.get(key).progress();
    return progress == null ? null : codec.decode(progress, registry.get(key.workflow()).loader());
  }

  private @Nullable Object output(@Nullable EncodedValue output) {
    if (output == null) {
      return null;
    }
    WorkflowDefinition definition = registry.get(key.workflow());
    return codec.decode(output, definition.resultType());
  }

  private @Nullable EncodedValue encode(String type, @Nullable Object payload) {
    try {
      return payload == null ? null : codec.encode(payload);
    } catch (UnencodableException e) {
      throw new InvalidRequestException(
          "request.invalid",
          "payload of event '%s' cannot be stored: %s (request.invalid)"
              .formatted(type, e.getMessage()),
          e);
    }
  }
}
