package dev.holdfast.jms;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.port.ParkedMessages;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.MessageListener;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Is what the listeners share. They run outside a transaction: a message is acknowledged after what
 * it asks for is durable, and a redelivery is recognised by its id, so each message takes effect
 * once, without XA.
 */
abstract class QueueListener implements MessageListener {

  @Inject private @Nullable Instance<InstanceService> instances;
  @Inject private @Nullable Instance<ParkedMessages> parked;

  final Acceptance acceptance() {
    return new Acceptance(
        Objects.requireNonNull(instances).get(),
        Objects.requireNonNull(parked).get(),
        InstantSource.system(),
        pause -> LockSupport.parkNanos(pause.toNanos()));
  }
}
