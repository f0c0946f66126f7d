package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.LogType;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.Notification;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationTextTest {

  private static final Notification COMPLETED =
      new Notification(
          17,
          new InstanceKey("order", "a"),
          1_893_456_000_000_007L,
          LogType.WORKFLOW_COMPLETED,
          "1.0",
          Instant.parse("2030-01-01T00:00:00Z"));

  @Test
  void givesEachMemberAsATextForSelectors() {
    assertThat(NotificationText.members(COMPLETED))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "notificationId", "17-1893456000000007",
                "workflow", "order",
                "instanceId", "a",
                "version", "1.0",
                "type", "workflow_completed",
                "eventId", "1893456000000007",
                "timestamp", "2030-01-01T00:00:00Z"));
  }

  @Test
  void writesTheSameAsJson() {
    assertThat(NotificationText.json(COMPLETED))
        .isEqualTo(
            "{\"notificationId\":\"17-1893456000000007\",\"workflow\":\"order\","
                + "\"instanceId\":\"a\",\"version\":\"1.0\",\"type\":\"workflow_completed\","
                + "\"eventId\":1893456000000007,\"timestamp\":\"2030-01-01T00:00:00Z\"}");
  }
}
