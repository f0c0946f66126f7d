package dev.holdfast.jms;

import dev.holdfast.engine.model.QueueMessage;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Message;

/**
 * Creates instances from the queue {@code workflow.commands}. Properties: {@code workflow} and
 * optionally {@code instanceId}; the text is the params in JSON.
 */
@JMSDestinationDefinition(
    name = "java:app/jms/commands",
    interfaceName = "jakarta.jms.Queue",
    destinationName = "workflow.commands")
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:app/jms/commands")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandListener extends QueueListener {

  /** Makes the bean; the container injects the rest. */
  public CommandListener() {}

  @Override
  public void onMessage(Message message) {
    accept(message, QueueMessage.COMMANDS);
  }
}
