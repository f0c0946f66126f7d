package dev.holdfast.samples.fanout;

/**
 * Says what was processed.
 *
 * @param files how many files
 * @param bytes their size together
 */
public record FanOutResult(int files, long bytes) {}
