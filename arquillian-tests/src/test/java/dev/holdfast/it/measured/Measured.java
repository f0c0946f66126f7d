package dev.holdfast.it.measured;

/**
 * Is the small result of a measured step.
 *
 * @param number which step it was
 * @param text a few characters
 */
public record Measured(int number, String text) {}
