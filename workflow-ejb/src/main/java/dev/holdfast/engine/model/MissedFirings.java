package dev.holdfast.engine.model;

/**
 * Says what becomes of firings that were missed because no server ran: those that are found a
 * minute or more after they were due.
 */
public enum MissedFirings {
  /** None of them creates an instance. */
  SKIP,
  /** The latest firing creates an instance, whether it was missed or not. */
  ONCE,
  /** The latest hundred create an instance each. */
  ALL
}
