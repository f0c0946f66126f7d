package dev.holdfast.engine.message;

import dev.holdfast.api.LimitExceededException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.ParkedMessages;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Takes messages over from queues, each once by its id; a redelivery changes nothing. What cannot
 * be accepted is parked; where there is no room at present the message waits, and the queue behind
 * it, before it is. Only a database out of reach lets an exception through, so the broker delivers
 * again. Thread-safe.
 */
public final class Intake {

  private static final System.Logger LOG = System.getLogger(Intake.class.getName());

  /** How long a message waits for room at the most. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Handover handover;
  private final ParkedMessages parked;
  private final InstantSource clock;
  private final Consumer<Duration> pause;

  /**
   * Makes the intake.
   *
   * @param instances gets the messages
   * @param parked keeps what cannot be accepted
   * @param clock tells the time
   * @param pause lets time pass on the calling thread; may return early
   */
  public Intake(
      InstanceService instances,
      ParkedMessages parked,
      InstantSource clock,
      Consumer<Duration> pause) {
    this.handover = new Handover(instances);
    this.parked = parked;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Takes a message over: when this returns, what it asks for is durable, or it is parked.
   *
   * @param message the message
   * @throws RuntimeException when the database is out of reach; the message must be delivered again
   */
  public void accept(QueueMessage message) {
    try {
      whenThereIsRoom(() -> handover.accept(message));
    } catch (WorkflowException e) {
      park(message, Refusals.of(e));
    }
  }

  private void whenThereIsRoom(Runnable action) {
    Instant end = clock.instant().plus(PATIENCE);
    while (true) {
      try {
        action.run();
        return;
      } catch (LimitExceededException e) {
        boolean isOver = clock.instant().plus(e.retryAfter()).isAfter(end);
        if (isOver || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        pause.accept(e.retryAfter());
      }
    }
  }

  private void park(QueueMessage message, Refusal why) {
    LOG.log(
        Level.WARNING,
        "Message {0} of queue {1} is parked: {2}",
        message.id(),
        message.queue(),
        why.reason());
    parked.park(message, why, clock.instant());
  }
}
