package dev.holdfast.engine;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.journal.Ticket;
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
    return store(prepare(request));
  }

  /** Is an instance that is ready to be stored. */
  record Prepared(NewInstance request, InstanceRecord queued) {}

  /** Checks a request; stores nothing. */
  Prepared prepare(NewInstance request) {
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
    return new Prepared(request, queued);
  }

  Created store(Prepared prepared) {
    return begin(prepared).finish();
  }

  /** Is a creation that has been handed to the writer. */
  @FunctionalInterface
  interface Pending {

    /** Waits until it is stored. */
    Created finish();
  }

  /** Hands a creation to the writer; several may be begun before the first is finished. */
  Pending begin(Prepared prepared) {
    InstanceRecord queued = prepared.queued();
    if (ports.transactions().isActive()) {
      Outcome outcome = join(queued);
      return () -> created(outcome, prepared);
    }
    Instant now = ports.clock().instant();
    boolean startsNow = !dueTime(queued).isAfter(now) && node.takeSlot();
    InstanceRecord stored = startsNow ? queued.claimedBy(node.incarnation(), now) : queued;
    Ticket ticket = node.writer().append(List.of(new Change.InstanceCreated(stored)));
    return () -> created(await(ticket, stored, now), prepared);
  }

  private Created created(Outcome outcome, Prepared prepared) {
    return outcome == Outcome.APPLIED
        ? new Created(prepared.queued(), false)
        : existing(prepared.queued(), prepared.request());
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

  private Outcome await(Ticket ticket, InstanceRecord stored, Instant now) {
    boolean startsNow = stored.owner() != null;
    Outcome outcome = Outcome.NOT_FOUND;
    try {
      outcome = node.writer().await(ticket).get(0);
    } finally {
      if (startsNow && outcome != Outcome.APPLIED) {
        node.giveBackSlot();
      }
    }
    if (outcome == Outcome.APPLIED) {
      if (startsNow) {
        node.start(stored);
      } else if (dueTime(stored).isAfter(now)) {
        node.dueAt(dueTime(stored));
      } else {
        node.leftInQueue();
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
