package dev.holdfast.memory;

import dev.holdfast.engine.port.ParkedMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps parked messages in memory. */
public final class InMemoryParkedMessages implements ParkedMessages {

  private final Map<String, ParkedMessage> messages = new LinkedHashMap<>();

  /** Makes an empty store. */
  public InMemoryParkedMessages() {}

  @Override
  public synchronized void park(ParkedMessage message) {
    messages.putIfAbsent(message.messageId(), message);
  }

  /**
   * Lists what was parked.
   *
   * @return the messages, oldest first
   */
  public synchronized List<ParkedMessage> list() {
    return new ArrayList<>(messages.values());
  }
}
