package dev.holdfast.engine;

import dev.holdfast.api.EventBufferFullException;
import dev.holdfast.api.EventReceipt;
import dev.holdfast.api.InstanceFinishedException;
import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
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

  EventReceipt send(
      Limits limits,
      Supplier<InstanceRecord> instance,
      String type,
      @Nullable EncodedValue payload,
      Optional<String> eventId) {
    if (payload != null) {
      PayloadLimit.check("payload of event '" + type + "'", payload, limits.payloadBytes());
    }
    String id = eventId.orElseGet(ports.ids()::newId);
    for (int tries = 1; tries <= TRIES; tries++) {
      InstanceRecord found = instance.get();
      Optional<EventReceipt> repeated = repeated(found, eventId);
      if (repeated.isPresent()) {
        return repeated.get();
      }
      if (found.status().isTerminal()) {
        throw finished(found);
      }
      EventRecord event =
          new EventRecord(
              ports.ids().nextEventNumber(),
              found.number(),
              found.epoch(),
              id,
              type,
              payload,
              ports.clock().instant());
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

  private Outcome store(EventRecord event, int bufferLimit, InstanceRecord instance) {
    if (ports.transactions().isActive()) {
      Change change = new Change.EventAccepted(event, bufferLimit);
      Outcome outcome = ports.journal().writeInCallersTransaction(List.of(change)).get(0);
      ports.transactions().afterCommit(() -> node.eventStored(event));
      return outcome;
    }
    if (node.takeSlotFor(instance, event.type())) {
      return claim(event, bufferLimit, instance);
    }
    return told(event, node.writer().write(List.of(new Change.EventAccepted(event, bufferLimit))));
  }

  /** Stores the event, and has its instance claimed in the same transaction if it can be. */
  private Outcome claim(EventRecord event, int bufferLimit, InstanceRecord instance) {
    boolean isClaimed = false;
    long claimant = node.incarnation();
    try {
      Change change = new Change.EventAccepted(event, bufferLimit, instance);
      List<Outcome> outcomes = node.writer().write(List.of(change));
      isClaimed = outcomes.get(0) == Outcome.CLAIMED;
      return isClaimed ? Outcome.CLAIMED : told(event, outcomes);
    } finally {
      if (isClaimed) {
        node.eventClaimed(instance, event, claimant);
      } else {
        node.giveBackSlot(instance.key().workflow());
      }
    }
  }

  private Outcome told(EventRecord event, List<Outcome> outcomes) {
    if (outcomes.get(0) == Outcome.APPLIED) {
      node.eventStored(event);
    }
    return outcomes.get(0);
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
