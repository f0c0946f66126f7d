package dev.holdfast.engine;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates instances; starts them here at once when a slot is free. */
final class Creation {

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final int payloadBytes;

  Creation(Ports ports, WorkflowRegistry registry, Node node, int payloadBytes) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.payloadBytes = payloadBytes;
  }

  Created create(NewInstance request) {
    WorkflowDefinition definition = registry.get(request.workflow());
    String id = request.id().map(Rules::newInstanceId).orElseGet(ports.ids()::randomId);
    @Nullable EncodedValue params = params(definition, request.params());
    Instant now = ports.clock().instant();
    Origin origin =
        new Origin(params, now, definition.version(), request.trigger(), request.caller());
    InstanceRecord queued =
        InstanceRecord.queued(
            ports.ids().nextInstanceNumber(),
            new InstanceKey(definition.name(), id),
            origin,
            request.startAt().orElse(now));
    Outcome outcome = ports.transactions().isActive() ? join(queued) : store(queued, now);
    return outcome == Outcome.APPLIED ? new Created(queued, false) : existing(queued, request);
  }

  private Outcome join(InstanceRecord queued) {
    Outcome outcome =
        ports
            .journal()
            .writeInCallersTransaction(List.of(new Change.InstanceCreated(queued)))
            .get(0);
    ports.transactions().afterCommit(() -> node.dueAt(dueTime(queued)));
    return outcome;
  }

  private Outcome store(InstanceRecord queued, Instant now) {
    boolean startsNow = !dueTime(queued).isAfter(now) && node.takeSlot();
    InstanceRecord stored = startsNow ? queued.runningOn(node.incarnation()) : queued;
    Outcome outcome = Outcome.NOT_FOUND;
    try {
      outcome = node.writer().write(List.of(new Change.InstanceCreated(stored))).get(0);
    } finally {
      if (startsNow && outcome != Outcome.APPLIED) {
        node.giveBackSlot();
      }
    }
    if (outcome == Outcome.APPLIED) {
      if (startsNow) {
        node.start(stored);
      } else if (dueTime(queued).isAfter(now)) {
        node.dueAt(dueTime(queued));
      }
    }
    return outcome;
  }

  private static Instant dueTime(InstanceRecord queued) {
    return queued.wakeAt() == null ? queued.origin().createdAt() : queued.wakeAt();
  }

  private Created existing(InstanceRecord wanted, NewInstance request) {
    Optional<InstanceRecord> older =
        request.returnExisting() ? ports.reader().find(wanted.key()) : Optional.empty();
    return older
        .map(instance -> new Created(instance, true))
        .orElseThrow(
            () ->
                new InstanceAlreadyExistsException(
                    "Instance '%s' of workflow '%s' exists already: choose another id, or ask for the existing one with ifExists=return. (instance.already_exists)"
                        .formatted(wanted.key().id(), wanted.key().workflow())));
  }

  private @Nullable EncodedValue params(
      WorkflowDefinition definition, Optional<EncodedValue> given) {
    if (given.isEmpty() && definition.payloadType() == Void.class) {
      return null;
    }
    EncodedValue params = given.orElseGet(() -> ports.codec().fromJson("{}"));
    PayloadLimit.check("params", params, payloadBytes);
    try {
      ports.codec().decode(params, definition.payloadType());
    } catch (UndecodableException e) {
      throw new InvalidRequestException(
          "params.invalid",
          "params cannot be read as %s, the payload of workflow '%s': %s (params.invalid)"
              .formatted(definition.payloadType().getTypeName(), definition.name(), e.getMessage()),
          e);
    }
    return params;
  }
}
