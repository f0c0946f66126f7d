package dev.holdfast.engine.port;

import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps messages that cannot be accepted, with the reason, where an operator finds them. Each call
 * is a transaction of its own, except for {@link #remove}.
 */
public interface ParkedMessages {

  /**
   * Stores a message, once for each id: one that is there stays as it is.
   *
   * @param message the message
   * @param refusal why it was not accepted
   * @param at when
   */
  void park(QueueMessage message, Refusal refusal, Instant at);

  /**
   * Lists messages without their bodies, newest first. Messages that are parked or removed
   * meanwhile cause neither doubles nor gaps in what follows a place.
   *
   * @param filter which
   * @param after only those behind this place; empty for all
   * @param limit most messages to return
   * @return the messages
   */
  List<ParkedMessage> list(Filter filter, Optional<Place> after, int limit);

  /**
   * Counts messages.
   *
   * @param filter which
   * @return how many there are
   */
  long count(Filter filter);

  /**
   * Looks for a message.
   *
   * @param id its id
   * @return the message, or empty when it is not, or not any more, among the parked ones
   */
  Optional<Found> find(String id);

  /**
   * Notes that a message was handed over again in vain; nothing when it is gone.
   *
   * @param id its id
   * @param why why it was not accepted this time
   * @param at when
   * @param by who wanted it; empty when unknown
   */
  void noteRetry(String id, Refusal why, Instant at, String by);

  /**
   * Removes a message, in the caller's transaction when there is one.
   *
   * @param id its id
   * @return false when there was none
   */
  boolean remove(String id);

  /**
   * Chooses messages.
   *
   * @param queue only those from this queue; empty for all
   * @param code only those refused with this code the last time; empty for all
   */
  record Filter(Optional<String> queue, Optional<String> code) {

    /** Chooses all. */
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());
  }

  /**
   * Marks a place in the list: that of a message.
   *
   * @param parkedAt when it was parked
   * @param id its id
   */
  record Place(Instant parkedAt, String id) {

    /**
     * Returns the place of a message.
     *
     * @param message the message
     * @return its place
     */
    public static Place of(ParkedMessage message) {
      return new Place(message.parkedAt(), message.id());
    }
  }

  /**
   * Is a message with its body.
   *
   * @param parked what became of it
   * @param message the message as it came in
   */
  record Found(ParkedMessage parked, QueueMessage message) {}
}
