package dev.holdfast.jms;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.port.ParkedMessages;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Accepts events for instances from the queue {@code workflow.events}. Properties: {@code
 * workflow}, {@code instanceId}, {@code eventType}, and optionally {@code eventId}; the text is the
 * payload in JSON.
 *
 * <p>Runs outside a transaction: the message is acknowledged after what it asks for is durable, and
 * a redelivery is recognised by its id, so each message takes effect once, without XA.
 */
@JMSDestinationDefinition(
    name = "java:app/jms/events",
    interfaceName = "jakarta.jms.Queue",
    destinationName = "workflow.events")
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:app/jms/events")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventListener implements MessageListener {

  @Inject private @Nullable Instance<InstanceService> instances;
  @Inject private @Nullable Instance<ParkedMessages> parked;

  /** Makes the bean; the container injects the rest. */
  public EventListener() {}

  @Override
  public void onMessage(Message message) {
    new Acceptance(
            Objects.requireNonNull(instances).get(),
            Objects.requireNonNull(parked).get(),
            InstantSource.system())
        .event(message);
  }
}
