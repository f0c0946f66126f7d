package dev.holdfast.engine.model;

import java.util.Set;

/**
 * Says of which workflows the life of instances is published.
 *
 * @param others what holds for workflows that are not named
 * @param exceptions names of the workflows for which the opposite holds
 */
public record NotifiedWorkflows(boolean others, Set<String> exceptions) {

  /** Publishes nothing. */
  public static final NotifiedWorkflows NONE = new NotifiedWorkflows(false, Set.of());

  /** Publishes everything. */
  public static final NotifiedWorkflows ALL = new NotifiedWorkflows(true, Set.of());

  /** Copies the set. */
  public NotifiedWorkflows {
    exceptions = Set.copyOf(exceptions);
  }

  /**
   * Tells whether nothing is ever published.
   *
   * @return true when no workflow is included
   */
  public boolean isOff() {
    return !others && exceptions.isEmpty();
  }

  /**
   * Tells whether the life of a workflow's instances is published.
   *
   * @param workflow name of the workflow
   * @return true when it is
   */
  public boolean includes(String workflow) {
    return others != exceptions.contains(workflow);
  }
}
