package dev.holdfast.jms;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.System.Logger.Level;

/** Placeholder: logs what arrives. */
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
public class EventListener implements MessageListener {

  private static final System.Logger LOG = System.getLogger(EventListener.class.getName());

  @Override
  public void onMessage(Message message) {
    try {
      LOG.log(Level.INFO, "Received from workflow.events: " + message.getBody(String.class));
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
