package dev.holdfast.api;

/**
 * Describes the attempt in which a step's body is being run.
 *
 * @param stepName the name given to the step
 * @param occurrence 1 for the first step of this name in its scope, 2 for the second, and so on
 * @param attempt 1 for the first attempt; after a crash the same attempt is made again with the
 *     same number
 * @param options the options in force, defaults filled in
 * @param idempotencyKey a text that is the same for every attempt and crash re-run of this step,
 *     and new after a restart of the instance; hand it to remote services that can recognise
 *     repeated requests
 */
public record StepContext(
    String stepName, int occurrence, int attempt, StepOptions options, String idempotencyKey) {}
