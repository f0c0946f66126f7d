package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Notification;
import dev.holdfast.engine.port.NotificationChannel.Sent;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationPublisherTest {

  private final JMSRuntimeException away = new JMSRuntimeException("broker away");

  private final Topic topic = fake(Topic.class, (method, args) -> null);
  private final List<String> sent = new ArrayList<>();
  private final List<Map<String, String>> properties = new ArrayList<>();
  private int closed;

  /** After how many messages the broker is away. */
  private int capacity = Integer.MAX_VALUE;

  private boolean isAway;
  private boolean refusesProperties;

  @Test
  void sendsEachNotificationToTheTopicAndClosesTheConnection() {
    assertThat(publisher().send(List.of(notification(1), notification(2)))).isEqualTo(Sent.all(2));

    assertThat(sent)
        .containsExactly(
            NotificationText.json(notification(1)), NotificationText.json(notification(2)));
    assertThat(properties.get(0)).isEqualTo(NotificationText.members(notification(1)));
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void tellsThatNothingWasSentWhileTheBrokerIsAway() {
    isAway = true;

    assertThat(publisher().send(List.of(notification(1))))
        .isEqualTo(new Sent(0, Optional.of(away)));
  }

  @Test
  void tellsHowFarItCameWhenTheBrokerGoesAway() {
    capacity = 2;

    Sent result = publisher().send(List.of(notification(1), notification(2), notification(3)));

    assertThat(result).isEqualTo(new Sent(2, Optional.of(away)));
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void tellsOfAMessageThatTheBrokersClientRefuses() {
    refusesProperties = true;

    Sent result = publisher().send(List.of(notification(1)));

    assertThat(result.count()).isZero();
    assertThat(result.failure()).get().isInstanceOf(IllegalStateException.class);
  }

  private static Notification notification(long eventId) {
    return new Notification(
        17,
        new InstanceKey("order", "a"),
        eventId,
        LogType.WORKFLOW_QUEUED,
        "1.0",
        Instant.parse("2030-01-01T00:00:00Z"));
  }

  private NotificationPublisher publisher() {
    return new NotificationPublisher(
        fake(
            ConnectionFactory.class,
            (method, args) -> {
              if (isAway) {
                throw away;
              }
              return context();
            }),
        topic);
  }

  private JMSContext context() {
    return fake(
        JMSContext.class,
        (method, args) ->
            switch (method) {
              case "createProducer" -> producer();
              case "createTextMessage" -> message((String) args[0]);
              case "close" -> ++closed;
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private JMSProducer producer() {
    return fake(
        JMSProducer.class,
        (method, args) -> {
          if (sent.size() == capacity) {
            throw away;
          }
          assertThat(args[0]).isSameAs(topic);
          sent.add(((TextMessage) args[1]).getText());
          return null;
        });
  }

  private TextMessage message(String text) {
    Map<String, String> set = new TreeMap<>();
    properties.add(set);
    return fake(
        TextMessage.class,
        (method, args) -> {
          if (method.equals("getText")) {
            return text;
          }
          if (refusesProperties) {
            throw new JMSException("no such property");
          }
          set.put((String) args[0], (String) args[1]);
          return null;
        });
  }

  /** Answers the methods of a fake by name. */
  private interface Answer {
    @Nullable Object to(String method, Object[] args) throws Exception;
  }

  private static <T> T fake(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                answer.to(method.getName(), args == null ? new Object[0] : args)));
  }
}
