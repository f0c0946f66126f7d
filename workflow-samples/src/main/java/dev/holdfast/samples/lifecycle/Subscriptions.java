package dev.holdfast.samples.lifecycle;

/** Knows who has subscribed. */
public interface Subscriptions {

  /**
   * Tells whether a user has a subscription.
   *
   * @param userId id of the user
   * @return true when it is active; false also for an unknown user
   */
  boolean isActive(String userId);
}
