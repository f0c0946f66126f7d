package dev.holdfast.benchmark.workload;

/**
 * Is the small object that a step returns.
 *
 * @param number which step it was
 * @param text a few characters
 */
public record Measured(int number, String text) {}
