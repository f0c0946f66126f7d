package dev.holdfast.jms;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.LimitExceededException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.ParkedMessages;
import dev.holdfast.engine.port.ParkedMessages.ParkedMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepts messages, each once by its id; a redelivery changes nothing. What cannot be accepted is
 * parked; where there is no room at present the message waits, and the queue behind it, before it
 * is. Only a database out of reach lets an exception through, so the broker delivers again.
 */
final class Acceptance {

  private static final System.Logger LOG = System.getLogger(Acceptance.class.getName());

  /** How long a message waits for room at the most. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InstanceService instances;
  private final ParkedMessages parked;
  private final InstantSource clock;
  private final Consumer<Duration> pause;

  Acceptance(
      InstanceService instances,
      ParkedMessages parked,
      InstantSource clock,
      Consumer<Duration> pause) {
    this.instances = instances;
    this.parked = parked;
    this.clock = clock;
    this.pause = pause;
  }

  void event(Message message) {
    accept("workflow.events", message, this::sendEvent);
  }

  void command(Message message) {
    accept("workflow.commands", message, this::create);
  }

  private void accept(String queue, Message message, BiConsumer<IncomingMessage, Boolean> handler) {
    IncomingMessage incoming = IncomingMessage.read(message);
    try {
      whenThereIsRoom(() -> handler.accept(incoming, message instanceof TextMessage));
    } catch (WorkflowException e) {
      LOG.log(
          Level.WARNING,
          "Message {0} of queue {1} is parked: {2}",
          incoming.id(),
          queue,
          e.getMessage());
      park(queue, incoming, e);
    }
  }

  private void whenThereIsRoom(Runnable action) {
    Instant end = clock.instant().plus(PATIENCE);
    while (true) {
      try {
        action.run();
        return;
      } catch (LimitExceededException e) {
        boolean isOver = clock.instant().plus(e.retryAfter()).isAfter(end);
        if (isOver || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        pause.accept(e.retryAfter());
      }
    }
  }

  private void sendEvent(IncomingMessage message, boolean isText) {
    InstanceKey key = new InstanceKey(message.required("workflow"), message.required("instanceId"));
    String type = message.required("eventType");
    @Nullable EncodedValue payload =
        message.json(isText).map(json -> instances.json("The body", json)).orElse(null);
    instances.sendEvent(
        key, type, payload, Optional.of(message.property("eventId").orElse(message.id())));
  }

  private void create(IncomingMessage message, boolean isText) {
    String workflow = message.required("workflow");
    String id = message.property("instanceId").orElseGet(() -> derivedId(message.id()));
    NewInstance request = NewInstance.of(workflow, "jms", message.id()).withId(id);
    Optional<EncodedValue> params =
        message.json(isText).map(json -> instances.json("The body", json));
    try {
      instances.create(params.map(request::withParams).orElse(request));
    } catch (InstanceAlreadyExistsException e) {
      if (!isOwn(new InstanceKey(workflow, id), message)) {
        throw e;
      }
    }
  }

  /** Tells whether an instance was created by an earlier delivery of the same message. */
  private boolean isOwn(InstanceKey key, IncomingMessage message) {
    return instances
        .find(key)
        .filter(instance -> instance.origin().caller().equals(message.id()))
        .isPresent();
  }

  /** Derives an id from a message's, so that a redelivery finds the same instance. */
  private static String derivedId(String messageId) {
    return UUID.nameUUIDFromBytes(messageId.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void park(String queue, IncomingMessage message, WorkflowException why) {
    @Nullable String body = message.body();
    parked.park(
        new ParkedMessage(
            message.id(),
            queue,
            message.properties(),
            body == null ? "(not a text message)" : body,
            why.code(),
            String.valueOf(why.getMessage()),
            clock.instant()));
  }
}
