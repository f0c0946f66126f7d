package dev.holdfast.engine.message;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.ParkedMessage;
import dev.holdfast.engine.port.ParkedMessages.Filter;
import dev.holdfast.engine.port.ParkedMessages.Found;
import dev.holdfast.engine.port.ParkedMessages.Place;
import java.util.List;
import java.util.Optional;

/**
 * Shows messages that could not be accepted, hands them over again and drops them. Thread-safe. An
 * unknown id is a {@link WorkflowException} with the code {@code message.not_found}.
 */
public interface ParkedMessageService {

  /**
   * Lists messages without their bodies, newest first; see the store's own contract.
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
   * Returns a message with its body.
   *
   * @param id its id
   * @return the message
   */
  Found get(String id);

  /**
   * Hands a message to the engine again, as if it were delivered just now, and drops it when it is
   * accepted. It is accepted under its own id, once: after a crash in between it is still parked,
   * and the next retry finds that it was accepted. In the caller's transaction, if there is one,
   * both become true together.
   *
   * <p>When the engine refuses it, or fails, the message stays with the new reason and one retry
   * more; a database out of reach counts as no retry.
   *
   * @param id its id
   * @param caller who wants it; empty when unknown
   * @return the instance that has got the event, or was created
   * @throws WorkflowException what the engine says when it does not accept it
   */
  InstanceKey retry(String id, String caller);

  /**
   * Drops a message for good.
   *
   * @param id its id
   * @param caller who wants it; empty when unknown
   */
  void delete(String id, String caller);
}
