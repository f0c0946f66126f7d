package dev.holdfast.samples.fanout;

/**
 * Is what viewers see while files are processed.
 *
 * @param files how many there are
 */
public record FanOutProgress(int files) {}
