package dev.holdfast.jms;

import dev.holdfast.engine.message.Intake;
import dev.holdfast.engine.port.IdSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is what the listeners share. They run outside a transaction: a message is acknowledged after what
 * it asks for is durable, and a redelivery is recognised by its id, so each message takes effect
 * once, without XA.
 */
abstract class QueueListener implements MessageListener {

  @Inject private @Nullable Instance<Intake> intake;
  @Inject private @Nullable Instance<IdSource> ids;

  /** Takes a message over from a queue. */
  final void accept(Message message, String queue) {
    IdSource source = Objects.requireNonNull(ids).get();
    Objects.requireNonNull(intake)
        .get()
        .accept(ReceivedMessage.read(message, queue, source::newId));
  }
}
