package dev.holdfast.jpa;

import dev.holdfast.engine.port.ParkedMessages.ParkedMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

/** Maps a parked message; its properties are one JSON object. */
@Entity
@Table(name = "workflow_parked_message")
class ParkedMessageEntity {

  @Id
  @Column(name = "message_id")
  private String messageId = "";

  private String queue = "";

  private String properties = "";

  private String body = "";

  private String code = "";

  private String reason = "";

  @Column(name = "parked_at")
  private OffsetDateTime parkedAt = Times.required(Instant.EPOCH);

  protected ParkedMessageEntity() {}

  ParkedMessageEntity(ParkedMessage message) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    message.properties().forEach(json::add);
    this.messageId = message.messageId();
    this.queue = message.queue();
    this.properties = json.build().toString();
    this.body = Texts.storable(message.body());
    this.code = message.code();
    this.reason = Texts.storable(message.reason());
    this.parkedAt = Times.required(message.parkedAt());
  }

  ParkedMessage toRecord() {
    Map<String, String> texts = new TreeMap<>();
    try (JsonReader reader = Json.createReader(new StringReader(properties))) {
      JsonObject json = reader.readObject();
      json.keySet().forEach(name -> texts.put(name, json.getString(name)));
    }
    return new ParkedMessage(messageId, queue, texts, body, code, reason, parkedAt.toInstant());
  }
}
