package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link CompensationHandler} which step it undoes, and why.
 *
 * @param stepName the name given to the step
 * @param occurrence 1 for the first step of this name in its scope, 2 for the second, and so on
 * @param attempt number of the step's last attempt, from 1; not that of the handler
 * @param handlerAttempt number of the attempt of the handler that is being made, from 1; after a
 *     crash the same attempt is made again with the same number
 * @param options the step's options as they were in force, defaults filled in
 * @param idempotencyKey the step's own {@link StepContext#idempotencyKey()}: the text under which
 *     its body may have asked remote services for what is to be undone
 * @param error what triggered the compensation; name {@code Terminated} and code {@code
 *     instance.terminated} when the instance is terminated with rollback
 * @param hasOutput whether the step has completed; false when it failed, was cancelled or is
 *     unfinished, so that nobody knows how much of it was done
 * @param output what the step returned, as decoded from its record; null when it returned null, and
 *     when it has no output
 * @param <T> type of the step's result
 */
public record CompensationContext<T extends @Nullable Object>(
    String stepName,
    int occurrence,
    int attempt,
    int handlerAttempt,
    StepOptions options,
    String idempotencyKey,
    ErrorInfo error,
    boolean hasOutput,
    @Nullable T output) {}
