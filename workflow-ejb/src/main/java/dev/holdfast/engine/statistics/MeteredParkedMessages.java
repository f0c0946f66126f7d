package dev.holdfast.engine.statistics;

import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.Measurements;
import dev.holdfast.engine.port.ParkedMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells somebody who measures of each message that is parked.
 *
 * @param messages keeps the messages
 * @param measurements is told
 */
public record MeteredParkedMessages(ParkedMessages messages, Measurements measurements)
    implements ParkedMessages {

  @Override
  public void park(QueueMessage message, Refusal refusal, Instant at) {
    messages.park(message, refusal, at);
    measurements.messageParked();
  }

  @Override
  public List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit) {
    return messages.list(filter, after, limit);
  }

  @Override
  public long count(Filter filter) {
    return messages.count(filter);
  }

  @Override
  public Optional<Found> find(String id) {
    return messages.find(id);
  }

  @Override
  public void noteRetry(String id, Refusal why, Instant at, String by) {
    messages.noteRetry(id, why, at, by);
  }

  @Override
  public boolean remove(String id) {
    return messages.remove(id);
  }
}
