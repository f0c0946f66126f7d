package dev.holdfast.engine.message;

import dev.holdfast.api.LimitExceededException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.ParkedMessage.Refusal;
import dev.holdfast.engine.model.QueueMessage;
import dev.holdfast.engine.port.OutOfReachException;
import dev.holdfast.engine.port.ParkedMessages;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Takes messages over from queues, each once by its id; a redelivery changes nothing. Thread-safe.
 *
 * <p>While the journal is behind, a message waits before it is looked at. What cannot be accepted
 * is parked; where there is no room at present the message waits before it is. What fails in a way
 * that nobody expected is tried again here, and parked after some attempts: brokers count
 * differently, and count also what is no fault of a message. While the database is out of reach a
 * message waits too. Only when that takes very long, or the server stops, does an exception go
 * through, and the broker delivers again.
 */
public final class Intake {

  private static final System.Logger LOG = System.getLogger(Intake.class.getName());

  /** How long a message waits for the journal, and then for room, at the most. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /**
   * How long a message waits for a database that is out of reach. OpenMQ gives a message up after
   * seven deliveries, that is after more than an hour.
   */
  private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(10);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

  private final Handover handover;
  private final ParkedMessages parked;
  private final BooleanSupplier behind;
  private final Patience patience;
  private final int attempts;

  /**
   * Makes the intake.
   *
   * @param instances gets the messages
   * @param parked keeps what cannot be accepted
   * @param behind tells whether the journal should be spared at present
   * @param patience lets messages wait
   * @param attempts after how many unexpected failures a message is parked, 1 or more
   */
  public Intake(
      InstanceService instances,
      ParkedMessages parked,
      BooleanSupplier behind,
      Patience patience,
      int attempts) {
    this.handover = new Handover(instances);
    this.parked = parked;
    this.behind = behind;
    this.patience = patience;
    this.attempts = attempts;
  }

  /**
   * Takes a message over: when this returns, what it asks for is durable, or it is parked.
   *
   * @param message the message
   * @throws RuntimeException when the database is out of reach for long, or the server stops while
   *     the message waits; it must be delivered again
   */
  public void accept(QueueMessage message) {
    Instant end = patience.now().plus(LONGEST_OUTAGE);
    Duration delay = FIRST_DELAY;
    while (true) {
      try {
        letTheJournalCatchUp();
        acceptOrPark(message);
        return;
      } catch (RuntimeException e) {
        if (!(e instanceof OutOfReachException)
            || patience.isEnded()
            || patience.now().plus(delay).isAfter(end)) {
          throw e;
        }
      }
      patience.await(delay);
      delay = shorter(delay.multipliedBy(2), LONGEST_DELAY);
    }
  }

  private void acceptOrPark(QueueMessage message) {
    Duration delay = FIRST_DELAY;
    for (int attempt = 1; ; attempt++) {
      try {
        handOver(message);
        return;
      } catch (WorkflowException e) {
        park(message, Refusals.of(e));
        return;
      } catch (RuntimeException | Error e) { // a bug: it must not come back for ever
        if (e instanceof OutOfReachException || patience.isEnded()) {
          throw e;
        }
        LOG.log(Level.WARNING, failure(message, attempt), e);
        if (attempt >= attempts) {
          park(message, Refusals.of(e));
          return;
        }
      }
      patience.await(delay);
      delay = shorter(delay.multipliedBy(2), LONGEST_DELAY);
    }
  }

  private String failure(QueueMessage message, int attempt) {
    return "Message %s of queue %s has failed unexpectedly, attempt %d of %d"
        .formatted(message.id(), message.queue(), attempt, attempts);
  }

  private void letTheJournalCatchUp() {
    Instant end = patience.now().plus(LONGEST_WAIT);
    while (behind.getAsBoolean() && patience.now().isBefore(end)) {
      patience.await(LOOK_AGAIN);
    }
  }

  /** Hands a message over as soon as there is room for it. */
  private void handOver(QueueMessage message) {
    Instant end = patience.now().plus(LONGEST_WAIT);
    while (true) {
      try {
        handover.accept(message);
        return;
      } catch (LimitExceededException e) {
        if (patience.now().plus(e.retryAfter()).isAfter(end)) {
          throw e;
        }
        patience.await(e.retryAfter());
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
    try {
      parked.park(message, why, patience.now());
    } catch (RuntimeException e) { // its body may be more than the database takes
      if (e instanceof OutOfReachException) {
        throw e;
      }
      LOG.log(Level.ERROR, "Message " + message.id() + " is parked without its body", e);
      parked.park(message.withoutBody(), why, patience.now());
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
