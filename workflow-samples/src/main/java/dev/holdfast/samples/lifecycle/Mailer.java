package dev.holdfast.samples.lifecycle;

/** Sends mail. */
public interface Mailer {

  /**
   * Sends a mail, unless one with this key was sent before.
   *
   * @param idempotencyKey the same for every attempt to send this mail
   * @param recipient where it goes
   * @param subject its subject line
   * @return true when it was sent by this call, false when by an earlier one
   */
  boolean send(String idempotencyKey, String recipient, String subject);
}
