package dev.holdfast.jms;

import dev.holdfast.engine.model.Notification;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes notifications as messages: a JSON object, and the same members as text properties. */
final class NotificationText {

  private NotificationText() {}

  static Map<String, String> members(Notification notification) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("notificationId", notification.id());
    members.put("workflow", notification.key().workflow());
    members.put("instanceId", notification.key().id());
    members.put("version", notification.version());
    members.put("type", notification.type().wireName());
    members.put("eventId", Long.toString(notification.eventId()));
    members.put("timestamp", notification.at().toString());
    return members;
  }

  static String json(Notification notification) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    members(notification).forEach(json::add);
    return json.add("eventId", notification.eventId()).build().toString();
  }
}
