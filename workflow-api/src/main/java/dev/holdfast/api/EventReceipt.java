package dev.holdfast.api;

import java.time.Instant;

/**
 * Confirms that an event is stored.
 *
 * @param eventId its id, generated when the sender gave none
 * @param receivedAt when it was accepted; for a repeated id, when the first one was
 */
public record EventReceipt(String eventId, Instant receivedAt) {}
