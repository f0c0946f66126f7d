package dev.holdfast.engine.port;

import dev.holdfast.engine.model.Notification;
import java.util.List;
import java.util.Optional;

/** Takes notifications to whoever listens. Takes part in no transaction of the caller. */
public interface NotificationChannel {

  /**
   * Sends notifications in order, until all are sent or one cannot be.
   *
   * @param notifications what to send
   * @return how far it came
   */
  Sent send(List<Notification> notifications);

  /**
   * Tells how far a channel came.
   *
   * @param count how many notifications were taken over for good, counted from the first
   * @param failure why the next was not; empty when there was none
   */
  record Sent(int count, Optional<RuntimeException> failure) {

    /**
     * Says that all were sent.
     *
     * @param count how many there were
     * @return what a channel returns
     */
    public static Sent all(int count) {
      return new Sent(count, Optional.empty());
    }
  }
}
