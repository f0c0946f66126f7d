package dev.holdfast.jms;

import dev.holdfast.engine.model.Notification;
import dev.holdfast.engine.port.NotificationChannel;
import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes notifications on the topic {@code workflow.notifications}, as persistent messages,
 * outside of any transaction: a message is taken over by the broker when sending it has returned.
 */
@Stateless
@Local(NotificationChannel.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationPublisher implements NotificationChannel {

  @Resource(name = "jms/connectionFactory", lookup = "java:comp/DefaultJMSConnectionFactory")
  private @Nullable ConnectionFactory connections;

  @Resource(name = "jms/notifications", lookup = "java:app/jms/notifications")
  private @Nullable Topic topic;

  /** Makes the bean; the container injects the rest, when it is first called. */
  public NotificationPublisher() {}

  /** Makes a publisher outside of a container. */
  NotificationPublisher(ConnectionFactory connections, Topic topic) {
    this.connections = connections;
    this.topic = topic;
  }

  @Override
  public Sent send(List<Notification> notifications) {
    int count = 0;
    if (connections == null || topic == null) {
      throw new IllegalStateException("The container has not injected the topic");
    }
    try (JMSContext context = connections.createContext()) {
      JMSProducer producer = context.createProducer();
      for (Notification notification : notifications) {
        producer.send(topic, message(context, notification));
        count++;
      }
      return Sent.all(count);
    } catch (JMSRuntimeException e) { // the broker may be away
      return new Sent(count, Optional.of(e));
    } catch (JMSException e) {
      return new Sent(count, Optional.of(new IllegalStateException(e)));
    }
  }

  private static TextMessage message(JMSContext context, Notification notification)
      throws JMSException {
    TextMessage message = context.createTextMessage(NotificationText.json(notification));
    for (Map.Entry<String, String> member : NotificationText.members(notification).entrySet()) {
      message.setStringProperty(member.getKey(), member.getValue());
    }
    return message;
  }
}
