package dev.holdfast.engine;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.LimitExceededException;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.journal.Ticket;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates instances; starts them here at once when a slot is free. */
final class Creation {

  private final Ports ports;
  private final WorkflowRegistry registry;
  private final Node node;
  private final CreateRate rate;
  private final QueueRoom room;

  Creation(Ports ports, WorkflowRegistry registry, Node node) {
    this.ports = ports;
    this.registry = registry;
    this.node = node;
    this.rate = new CreateRate(ports.clock());
    this.room = new QueueRoom(ports.queue(), ports.clock());
  }

  Created create(NewInstance request) {
    Prepared prepared = prepare(request);
    try {
      countRate(List.of(prepared));
      return store(prepared);
    } catch (LimitExceededException e) {
      return refused(prepared, e);
    }
  }

  /** Creates a child while the lease of its parent's run is in force; empty when it is not. */
  Optional<InstanceRecord> createChild(NewInstance request, Lease lease) {
    Prepared prepared = prepare(request);
    try {
      countRate(List.of(prepared));
      return storeChild(prepared, lease);
    } catch (LimitExceededException e) {
      return Optional.of(refused(prepared, e).instance());
    }
  }

  private Optional<InstanceRecord> storeChild(Prepared prepared, Lease lease) {
    Instant now = ports.clock().instant();
    InstanceRecord stored = withSlot(prepared, now, node::takeSlot);
    Outcome outcome =
        handOver(new Change.ChildCreated(lease, stored), stored, prepared.workflow(), now).get();
    return outcome == Outcome.LEASE_LOST
        ? Optional.empty()
        : Optional.of(created(outcome, prepared).instance());
  }

  /** Is an instance that is ready to be stored. */
  record Prepared(NewInstance request, WorkflowDefinition workflow, InstanceRecord queued) {}

  /** Checks a request; stores nothing. */
  Prepared prepare(NewInstance request) {
    WorkflowDefinition definition = registry.get(request.workflow());
    String id = request.id().map(Rules::newInstanceId).orElseGet(ports.ids()::newId);
    @Nullable EncodedValue params = params(definition, request.params());
    Instant now = ports.clock().instant();
    Origin origin =
        new Origin(
            params,
            now,
            definition.version(),
            request.trigger(),
            request.caller(),
            request.retention(),
            request.parent(),
            null);
    InstanceRecord queued =
        InstanceRecord.queued(
            ports.ids().nextInstanceNumber(),
            new InstanceKey(definition.name(), id),
            origin,
            request.startAt().orElse(now));
    return new Prepared(request, definition, queued);
  }

  private Created store(Prepared prepared) {
    return begin(prepared, node::awaitSlot).finish();
  }

  /** Is a creation that has been handed to the writer. */
  @FunctionalInterface
  interface Pending {

    /** Waits until it is stored. */
    Created finish();
  }

  /**
   * Counts creations towards the rate of their workflow.
   *
   * @param prepared creations of one workflow, one at the least
   * @throws LimitExceededException when they are too many; then none is counted
   */
  void countRate(List<Prepared> prepared) {
    WorkflowDefinition workflow = prepared.get(0).workflow();
    workflow
        .settings()
        .limits()
        .createRate()
        .ifPresent(perSecond -> rate.count(workflow.name(), perSecond, prepared.size()));
  }

  /** Hands a creation to the writer; several may be begun before the first is finished. */
  Pending begin(Prepared prepared) {
    return begin(prepared, node::takeSlot);
  }

  private Pending begin(Prepared prepared, Predicate<WorkflowDefinition> takesSlot) {
    try {
      return ports.transactions().isActive() ? join(prepared) : append(prepared, takesSlot);
    } catch (LimitExceededException e) { // for whoever finishes it: others may have been begun
      return () -> refused(prepared, e);
    } catch (RuntimeException e) { // likewise
      return () -> {
        throw e;
      };
    }
  }

  private Pending append(Prepared prepared, Predicate<WorkflowDefinition> takesSlot) {
    Instant now = ports.clock().instant();
    InstanceRecord stored = withSlot(prepared, now, takesSlot);
    boolean idIsNew = prepared.request().id().isEmpty();
    Supplier<Outcome> outcome =
        handOver(new Change.InstanceCreated(stored, idIsNew), stored, prepared.workflow(), now);
    return () -> created(outcome.get(), prepared);
  }

  private Pending join(Prepared prepared) {
    reserveRoom(prepared.workflow());
    Outcome outcome;
    try {
      outcome =
          ports
              .journal()
              .writeInCallersTransaction(List.of(new Change.InstanceCreated(prepared.queued())))
              .get(0);
    } finally {
      room.stored(prepared.workflow().name());
    }
    ports.transactions().afterCommit(() -> node.dueAt(dueTime(prepared.queued())));
    return () -> created(outcome, prepared);
  }

  /** Returns a new instance as it is to be stored: running here at once if a slot is free. */
  private InstanceRecord withSlot(
      Prepared prepared, Instant now, Predicate<WorkflowDefinition> takesSlot) {
    InstanceRecord queued = prepared.queued();
    boolean startsNow = !dueTime(queued).isAfter(now) && takesSlot.test(prepared.workflow());
    if (!startsNow) {
      reserveRoom(prepared.workflow());
    }
    return startsNow ? queued.claimedBy(node.incarnation(), ports.clock().instant()) : queued;
  }

  private Created created(Outcome outcome, Prepared prepared) {
    return outcome == Outcome.APPLIED ? new Created(prepared.queued(), false) : existing(prepared);
  }

  /**
   * Hands a creation to the writer. What follows from it is done as soon as it is stored, by
   * whoever has written it: the instance does not wait until the thread that created it wakes.
   *
   * @return waits until it is stored
   */
  private Supplier<Outcome> handOver(
      Change creation, InstanceRecord stored, WorkflowDefinition workflow, Instant now) {
    Ticket ticket =
        node.writer()
            .append(List.of(creation), done -> settled(done.isApplied(), stored, workflow, now));
    return () -> node.writer().await(ticket).get(0);
  }

  private void settled(
      boolean isStored, InstanceRecord stored, WorkflowDefinition workflow, Instant now) {
    boolean hasSlot = stored.owner() != null;
    if (!hasSlot) {
      room.stored(workflow.name());
    } else if (!isStored) {
      node.giveBackSlot(workflow.name());
    }
    if (isStored) {
      if (hasSlot) {
        node.start(stored);
      } else if (dueTime(stored).isAfter(now)) {
        node.dueAt(dueTime(stored));
      } else {
        node.leftInQueue(stored, workflow);
      }
    }
  }

  private static Instant dueTime(InstanceRecord queued) {
    return queued.wakeAt() == null ? queued.origin().createdAt() : queued.wakeAt();
  }

  /** Makes sure that a new instance may wait in the queue; what starts at once needs no room. */
  private void reserveRoom(WorkflowDefinition definition) {
    room.reserve(definition.name(), definition.settings().limits().queued());
  }

  /** Answers a creation that was not stored; an older instance is as good as before. */
  private Created refused(Prepared prepared, LimitExceededException why) {
    return older(prepared).orElseThrow(() -> why);
  }

  private Optional<Created> older(Prepared wanted) {
    Optional<InstanceRecord> older =
        ports
            .reader()
            .find(wanted.queued().key())
            .filter(it -> wanted.request().returnExisting() || isSame(it, wanted.queued()));
    return older.map(instance -> new Created(instance, true));
  }

  private Created existing(Prepared wanted) {
    InstanceKey key = wanted.queued().key();
    return older(wanted)
        .orElseThrow(
            () ->
                new InstanceAlreadyExistsException(
                    "Instance '%s' of workflow '%s' exists already: choose another id, or ask for the existing one with ifExists=return. (instance.already_exists)"
                        .formatted(key.id(), key.workflow())));
  }

  /** Tells whether a child was created before by the same step of the same life of its parent. */
  private static boolean isSame(InstanceRecord older, InstanceRecord wanted) {
    return wanted.origin().parent() != null
        && wanted.origin().parent().equals(older.origin().parent());
  }

  private @Nullable EncodedValue params(
      WorkflowDefinition definition, Optional<EncodedValue> given) {
    if (given.isEmpty() && definition.payloadType() == Void.class) {
      return null;
    }
    EncodedValue params = given.orElseGet(() -> ports.codec().fromJson("{}"));
    PayloadLimit.check("params", params, definition.settings().limits().payloadBytes());
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
