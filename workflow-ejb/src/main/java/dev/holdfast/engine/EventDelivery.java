package dev.holdfast.engine;

import dev.holdfast.api.EventBufferFullException;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceFinishedException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores events, each id once for each life of an instance, and tells the run. */
final class EventDelivery {

  /** How often an event follows an instance that is restarted at the very moment. */
  private static final int TRIES = 3;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Ports ports;
  private final Node node;

  EventDelivery(Ports ports, Node node) {
    this.ports = ports;
    this.node = node;
  }

  /**
   * Sends an event. An instance that waits for it on this node, as far as the node knows, is not
   * read before.
   */
  EventReceipt send(
      Limits limits,
      InstanceKey key,
      Supplier<InstanceRecord> instance,
      String type,
      @Nullable EncodedValue payload,
      Optional<String> eventId) {
    if (payload != null) {
      PayloadLimit.check("payload of event '" + type + "'", payload, limits.payloadBytes());
    }
    String id = eventId.orElseGet(ports.ids()::newId);
    Optional<InstanceRecord> waiting =
        eventId.isPresent() || ports.transactions().isActive()
            ? Optional.empty()
            : node.findWaiting(key, type);
    if (waiting.isEmpty()) {
      return send(limits, instance, id, type, payload, eventId);
    }
    EventRecord event = event(waiting.get(), id, type, payload); // which may fail: no slot before
    if (!node.takeSlotFor(waiting.get(), type)) {
      return send(limits, instance, id, type, payload, eventId);
    }
    if (claim(event, limits.bufferedEvents(), waiting.get())) {
      return new EventReceipt(id, event.receivedAt());
    }
    node.forget(waiting.get());
    // with a look for the id: after a commit whose end nobody knew it may be stored
    return send(limits, instance, id, type, payload, Optional.of(id));
  }

  /** Sends an event to the instance as it is stored. */
  private EventReceipt send(
      Limits limits,
      Supplier<InstanceRecord> instance,
      String id,
      String type,
      @Nullable EncodedValue payload,
      Optional<String> eventId) {
    for (int tries = 1; tries <= TRIES; tries++) {
      InstanceRecord found = instance.get();
      Optional<EventReceipt> repeated = repeated(found, eventId);
      if (repeated.isPresent()) {
        return repeated.get();
      }
      if (found.status().isTerminal()) {
        throw finished(found);
      }
      EventRecord event = event(found, id, type, payload);
      switch (store(event, limits.bufferedEvents(), found)) {
        case APPLIED, CLAIMED -> {
          return new EventReceipt(id, event.receivedAt());
        }
        case FINISHED -> throw finished(found);
        case BUFFER_FULL -> throw bufferFull(found, limits.bufferedEvents());
        case ALREADY_EXISTS -> {
          Optional<EventReceipt> first = repeated(found, Optional.of(id));
          if (first.isPresent()) {
            return first.get();
          }
        }
        default -> {} // restarted or deleted meanwhile: look again
      }
    }
    throw new InstanceNotFoundException(
        "Event '%s' found no instance to go to: it is being restarted or deleted. Send it again. (instance.not_found)"
            .formatted(id));
  }

  private EventRecord event(
      InstanceRecord instance, String id, String type, @Nullable EncodedValue payload) {
    return new EventRecord(
        ports.ids().nextEventNumber(),
        instance.number(),
        instance.epoch(),
        id,
        type,
        payload,
        ports.clock().instant());
  }

  private Outcome store(EventRecord event, int bufferLimit, InstanceRecord instance) {
    if (ports.transactions().isActive()) {
      Change change = new Change.EventAccepted(event, bufferLimit);
      Outcome outcome = ports.journal().writeInCallersTransaction(List.of(change)).get(0);
      ports.transactions().afterCommit(() -> node.eventStored(event));
      return outcome;
    }
    if (node.takeSlotFor(instance, event.type()) && claim(event, bufferLimit, instance)) {
      return Outcome.CLAIMED;
    }
    Change change = new Change.EventAccepted(event, bufferLimit);
    Outcome outcome = node.writer().write(List.of(change)).get(0);
    if (outcome == Outcome.APPLIED) {
      node.eventStored(event);
    }
    return outcome;
  }

  /**
   * Stores the event and has its instance claimed in the same transaction; if it is not any more as
   * it was read, nothing is stored.
   */
  private boolean claim(EventRecord event, int bufferLimit, InstanceRecord instance) {
    boolean isClaimed = false;
    long claimant = node.incarnation();
    try {
      Change change = new Change.EventAccepted(event, bufferLimit, instance);
      isClaimed = node.writer().write(List.of(change)).get(0) == Outcome.CLAIMED;
      return isClaimed;
    } finally {
      if (isClaimed) {
        node.eventClaimed(instance, event, claimant);
      } else {
        node.giveBackSlot(instance.key().workflow());
      }
    }
  }

  private Optional<EventReceipt> repeated(InstanceRecord instance, Optional<String> eventId) {
    return eventId
        .flatMap(id -> ports.reader().findEvent(instance.number(), instance.epoch(), id))
        .map(event -> new EventReceipt(event.eventId(), event.receivedAt()));
  }

  private static EventBufferFullException bufferFull(InstanceRecord instance, int limit) {
    return new EventBufferFullException(
        "Instance '%s' has %d events that no wait has taken, the limit: send the event again when some have been taken, or raise holdfast.limits.buffered-events. (event.buffer_full)"
            .formatted(instance.key().id(), limit),
        RETRY_AFTER);
  }

  private static InstanceFinishedException finished(InstanceRecord instance) {
    return new InstanceFinishedException(
        "Instance '%s' takes no more events: its status is %s. (instance.finished)"
            .formatted(instance.key().id(), instance.status().wireName()));
  }
}
