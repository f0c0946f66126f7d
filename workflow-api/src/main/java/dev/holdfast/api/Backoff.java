package dev.holdfast.api;

/** Says how the delay between two attempts grows. */
public enum Backoff {
  /** The same delay each time. */
  CONSTANT,
  /** Delay times the number of the failed attempt. */
  LINEAR,
  /** Delay doubled with each failed attempt. */
  EXPONENTIAL
}
