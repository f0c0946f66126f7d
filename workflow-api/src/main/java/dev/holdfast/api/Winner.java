package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is the branch that has won a race, the same one on every replay.
 *
 * @param index its place in the list of branches, from 0
 * @param name its name
 * @param value what its body returned
 * @param <T> type of the value
 */
public record Winner<T extends @Nullable Object>(int index, String name, T value) {}
