package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.LogEntry;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Says what a subscriber hears of the kitchen sink, for which notifications are switched on. */
public interface NotificationsContract {

  /** Returns the queues, whose connections also serve the topic. */
  Queues queues();

  /** Returns the topic under the name this server has for it. */
  Topic notifications();

  @Test
  default void publishesWhatTheLogHasOfAnInstance() throws Exception {
    String id = Kitchen.newId();
    List<Message> heard = new ArrayList<>();
    try (JMSContext context = queues().connections().createContext();
        JMSConsumer consumer =
            context.createConsumer(notifications(), "instanceId = '" + id + "'")) {
      context.start();
      Injected.get()
          .kitchenSink()
          .create(Kitchen.script(id, List.of(Map.of("run", "look", "result", "seen"))));
      for (int i = 0; i < 3; i++) {
        @Nullable Message message = consumer.receive(Kitchen.PATIENCE.toMillis());
        assertThat(message).as("notification %s of %s", i + 1, id).isNotNull();
        heard.add(message);
      }
    }

    List<String> types = new ArrayList<>();
    List<String> eventIds = new ArrayList<>();
    for (Message message : heard) {
      types.add(message.getStringProperty("type"));
      eventIds.add(message.getStringProperty("eventId"));
      assertThat(((TextMessage) message).getText())
          .contains("\"instanceId\":\"" + id + "\"", "\"workflow\":\"kitchen-sink\"");
      assertThat(message.getStringProperty("notificationId")).isNotEmpty();
    }
    assertThat(types).containsExactly("workflow_queued", "workflow_started", "workflow_completed");
    assertThat(eventIds)
        .isEqualTo(
            log(id).stream()
                .filter(it -> it.type().isLifeCycle())
                .map(it -> Long.toString(it.eventId()))
                .toList());
  }

  private static List<LogEntry> log(String id) {
    return Injected.get().kitchenSink().get(id).log(0);
  }
}
