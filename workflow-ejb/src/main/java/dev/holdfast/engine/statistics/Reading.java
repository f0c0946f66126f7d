package dev.holdfast.engine.statistics;

import java.time.Instant;

/**
 * Is an answer with its age.
 *
 * @param value what was read
 * @param readAt when it was read, by the database's time
 * @param <T> what it is
 */
public record Reading<T>(T value, Instant readAt) {}
