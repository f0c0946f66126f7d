package dev.holdfast.engine.message;

import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.QueueMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does what messages ask for, each once by its id: handing a message over again changes nothing,
 * however often, and answers alike.
 */
final class Handover {

  private final InstanceService instances;

  Handover(InstanceService instances) {
    this.instances = instances;
  }

  /**
   * Does what a message asks for; durable when it returns.
   *
   * @return the instance that has got the event, or was created
   * @throws dev.holdfast.api.WorkflowException when the engine does not accept it
   */
  InstanceKey accept(QueueMessage message) {
    return switch (message.queue()) {
      case QueueMessage.EVENTS -> sendEvent(message);
      case QueueMessage.COMMANDS -> create(message);
      default -> throw new IllegalArgumentException("Unknown queue " + message.queue());
    };
  }

  private InstanceKey sendEvent(QueueMessage message) {
    InstanceKey key = new InstanceKey(message.required("workflow"), message.required("instanceId"));
    String type = message.required("eventType");
    @Nullable EncodedValue payload =
        message.json().map(json -> instances.json("The body", json)).orElse(null);
    instances.sendEvent(
        key, type, payload, Optional.of(message.property("eventId").orElse(message.id())));
    return key;
  }

  private InstanceKey create(QueueMessage message) {
    String workflow = message.required("workflow");
    String id = message.property("instanceId").orElseGet(() -> derivedId(message.id()));
    InstanceKey key = new InstanceKey(workflow, id);
    NewInstance request = NewInstance.of(workflow, "jms", message.id()).withId(id);
    Optional<EncodedValue> params = message.json().map(json -> instances.json("The body", json));
    try {
      instances.create(params.map(request::withParams).orElse(request));
    } catch (InstanceAlreadyExistsException e) {
      if (!isOwn(key, message)) {
        throw e;
      }
    }
    return key;
  }

  /** Tells whether an instance was created by an earlier delivery of the same message. */
  private boolean isOwn(InstanceKey key, QueueMessage message) {
    return instances
        .find(key)
        .filter(instance -> instance.origin().caller().equals(message.id()))
        .isPresent();
  }

  /** Derives an id from a message's, so that a redelivery finds the same instance. */
  private static String derivedId(String messageId) {
    return UUID.nameUUIDFromBytes(messageId.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
