package dev.holdfast.engine.port;

/**
 * Keeps notifications from the transaction that they are about until they are sent. They are put in
 * by whatever writes that transaction.
 */
public interface Outbox {

  /**
   * Sends notifications and removes them, in one new transaction: when that is lost they are sent
   * again. What another node is sending is left to it, with everything later of the same instance,
   * so that the notifications of an instance are sent in order.
   *
   * @param limit most notifications to send, 1 or more
   * @param channel where to send them; called once at the most
   * @return how far the channel came; none and no failure when there is nothing to be sent
   */
  NotificationChannel.Sent forward(int limit, NotificationChannel channel);
}
