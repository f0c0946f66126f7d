package dev.holdfast.samples.lifecycle;

/**
 * Tells how a trial ended.
 *
 * @param converted whether the user has a subscription
 */
public record LifecycleResult(boolean converted) {}
