package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Describes a failure to viewers, without a stack trace.
 *
 * @param name simple class name of the exception; of the nearest named superclass for an anonymous
 *     one
 * @param message its message, empty when it had none
 * @param code stable dotted code, null when the error has none
 */
public record ErrorInfo(String name, String message, @Nullable String code) {}
