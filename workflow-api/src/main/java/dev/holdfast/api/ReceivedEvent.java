package dev.holdfast.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is an event that a wait has taken; it goes to exactly one wait.
 *
 * @param type the type it was sent with
 * @param payload what was sent; null when nothing was
 * @param timestamp when it was accepted
 * @param id its id, unique within the instance
 * @param <T> type of the payload
 */
public record ReceivedEvent<T extends @Nullable Object>(
    String type, T payload, Instant timestamp, String id) {}
