package dev.holdfast.jms;

import dev.holdfast.engine.model.QueueMessage;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSDestinationDefinitions;
import jakarta.jms.Message;

/**
 * Accepts events for instances from the queue {@code workflow.events}. Properties: {@code
 * workflow}, {@code instanceId}, {@code eventType}, and optionally {@code eventId}; the text is the
 * payload in JSON. The topic {@code workflow.notifications} has no listener here; it is defined
 * with this one, because servers may activate listeners before other beans have defined anything.
 */
@JMSDestinationDefinitions({
  @JMSDestinationDefinition(
      name = "java:app/jms/events",
      interfaceName = "jakarta.jms.Queue",
      destinationName = "workflow.events"),
  @JMSDestinationDefinition(
      name = "java:app/jms/notifications",
      interfaceName = "jakarta.jms.Topic",
      destinationName = "workflow.notifications")
})
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
public class EventListener extends QueueListener {

  /** Makes the bean; the container injects the rest. */
  public EventListener() {}

  @Override
  public void onMessage(Message message) {
    accept(message, QueueMessage.EVENTS);
  }
}
