package dev.holdfast.engine.notification;

import dev.holdfast.engine.port.NotificationChannel;
import dev.holdfast.engine.port.NotificationChannel.Sent;
import dev.holdfast.engine.port.Outbox;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Empties the outbox on a thread of its own: everything that is there at a tick, page after page.
 * When sending fails, what is left stays where it is and is tried again after 1, 2, 4 seconds and
 * so on, up to 30. Thread-safe.
 */
public final class NotificationSender {

  private static final System.Logger LOG = System.getLogger(NotificationSender.class.getName());

  private static final int PAGE = 100;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final NotificationChannel channel;
  private final InstantSource clock;
  private final Executor thread;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile Instant notBefore = Instant.MIN;
  private volatile Duration delay = Duration.ZERO;

  /**
   * Makes a sender; one for each node.
   *
   * @param outbox what to empty
   * @param channel where to send
   * @param clock tells the time
   * @param thread where to do it; may be held up for long when the channel does not answer
   */
  public NotificationSender(
      Outbox outbox, NotificationChannel channel, InstantSource clock, Executor thread) {
    this.outbox = outbox;
    this.channel = channel;
    this.clock = clock;
    this.thread = thread;
  }

  /** Begins to send unless that is under way, or has failed just now. To be called every second. */
  public void tick() {
    if (!stopped && !clock.instant().isBefore(notBefore) && busy.compareAndSet(false, true)) {
      thread.execute(this::empty);
    }
  }

  /** Sends nothing any more after what is being sent. */
  public void stop() {
    stopped = true;
  }

  private void empty() {
    try {
      Sent sent = outbox.forward(PAGE, channel);
      while (!stopped && sent.count() > 0 && sent.failure().isEmpty()) {
        sent = outbox.forward(PAGE, channel);
      }
      sent.failure().ifPresentOrElse(this::failed, this::succeeded);
    } catch (RuntimeException e) { // the database may be away, or the server stopping
      failed(e);
    } finally {
      busy.set(false);
    }
  }

  private void failed(RuntimeException why) {
    if (stopped) {
      return;
    }
    boolean isFirst = delay.isZero();
    Duration doubled = isFirst ? FIRST_DELAY : delay.multipliedBy(2);
    delay = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    notBefore = clock.instant().plus(delay);
    if (isFirst) {
      LOG.log(Level.WARNING, "Notifications cannot be sent; they are kept and sent later", why);
    }
  }

  private void succeeded() {
    if (!delay.isZero()) {
      delay = Duration.ZERO;
      LOG.log(Level.INFO, "Notifications are sent again");
    }
  }
}
