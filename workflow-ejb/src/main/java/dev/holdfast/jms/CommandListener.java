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
 * Creates instances from the queue {@code workflow.commands}. Properties: {@code workflow} and
 * optionally {@code instanceId}; the text is the params in JSON.
 *
 * <p>Runs outside a transaction: the message is acknowledged after what it asks for is durable, and
 * a redelivery is recognised by its id, so each message takes effect once, without XA.
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
public class CommandListener implements MessageListener {

  @Inject private @Nullable Instance<InstanceService> instances;
  @Inject private @Nullable Instance<ParkedMessages> parked;

  /** Makes the bean; the container injects the rest. */
  public CommandListener() {}

  @Override
  public void onMessage(Message message) {
    new Acceptance(
            Objects.requireNonNull(instances).get(),
            Objects.requireNonNull(parked).get(),
            InstantSource.system())
        .command(message);
  }
}
