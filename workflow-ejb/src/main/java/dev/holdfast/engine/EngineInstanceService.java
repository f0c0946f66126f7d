package dev.holdfast.engine;

import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import dev.holdfast.engine.port.InstanceReader.InstanceSummary;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is the door of an engine: checks what callers ask for, and leaves the rest to its parts. */
final class EngineInstanceService implements InstanceService {

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final EndWaiters waiters;
  private final Creation creation;
  private final EventDelivery events;

  EngineInstanceService(
      Ports ports,
      EngineSettings settings,
      WorkflowRegistry registry,
      Node node,
      EndWaiters waiters) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.waiters = waiters;
    int payloadBytes = settings.limits().payloadBytes();
    this.creation = new Creation(ports, registry, node, payloadBytes);
    this.events = new EventDelivery(ports, node, payloadBytes);
  }

  @Override
  public Created create(NewInstance request) {
    return creation.create(request);
  }

  @Override
  public EventReceipt sendEvent(
      InstanceKey key, String type, @Nullable EncodedValue payload, Optional<String> eventId) {
    Rules.eventType(type);
    eventId.ifPresent(Rules::eventId);
    return events.send(() -> get(key), type, payload, eventId);
  }

  @Override
  public InstanceRecord get(InstanceKey key) {
    return find(key)
        .orElseThrow(
            () ->
                new InstanceNotFoundException(
                    "Instance '%s' of workflow '%s' does not exist: it was never created, or has been deleted. (instance.not_found)"
                        .formatted(key.id(), key.workflow())));
  }

  @Override
  public Optional<InstanceRecord> find(InstanceKey key) {
    registry.get(key.workflow());
    Rules.instanceId(key.id());
    return ports.reader().find(key);
  }

  @Override
  public InstanceDetails details(InstanceKey key) {
    InstanceRecord instance = get(key);
    return new InstanceDetails(
        instance,
        ports.reader().listSteps(instance.number(), instance.epoch()),
        ports.reader().listAttempts(instance.number(), instance.epoch()));
  }

  @Override
  public List<InstanceSummary> list(InstanceQuery query) {
    registry.get(query.workflow());
    return ports.reader().list(query);
  }

  @Override
  public Map<InstanceStatus, Long> counts(String workflow) {
    registry.get(workflow);
    Map<InstanceStatus, Long> counts = new EnumMap<>(InstanceStatus.class);
    for (InstanceStatus status : InstanceStatus.values()) {
      counts.put(status, 0L);
    }
    counts.putAll(ports.reader().countByStatus(workflow));
    return counts;
  }

  @Override
  public InstanceStatus terminate(InstanceKey key) {
    InstanceRecord found = get(key);
    Instant now = ports.clock().instant();
    Decision decision =
        ports
            .control()
            .change(key, (instance, journal) -> terminated(instance, now))
            .orElseThrow(() -> new InstanceNotFoundException(found.key() + " has been deleted"));
    node.revoked(decision.before().number());
    ports.reader().find(key).ifPresent(waiters::ended);
    return InstanceStatus.TERMINATED;
  }

  private static Decision terminated(InstanceRecord instance, Instant now) {
    if (instance.status().isTerminal()) {
      throw new IllegalInstanceStatusException(
          "Instance '%s' cannot be terminated: its status is %s already. (instance.illegal_status)"
              .formatted(instance.key().id(), instance.status().wireName()));
    }
    return Decision.change(
        instance,
        instance
            .edit()
            .status(InstanceStatus.TERMINATED)
            .owner(null)
            .wakeAt(null)
            .endedAt(now)
            .log(LogPositions.next(instance.log(), now))
            .build());
  }

  @Override
  public InstanceRecord awaitEnd(InstanceKey key, Duration timeout) throws InterruptedException {
    return waiters.await(key, timeout, node::runs, this::get);
  }

  @Override
  public EncodedValue json(String what, String json) {
    try {
      return ports.codec().fromJson(json);
    } catch (UndecodableException e) {
      throw new InvalidRequestException(
          "request.invalid",
          "%s is not valid JSON: %s (request.invalid)".formatted(what, e.getMessage()),
          e);
    }
  }
}
