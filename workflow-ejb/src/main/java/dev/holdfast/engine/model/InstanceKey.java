package dev.holdfast.engine.model;

/**
 * Addresses an instance as its users do.
 *
 * @param workflow name of the workflow
 * @param id id of the instance, unique within the workflow
 */
public record InstanceKey(String workflow, String id) {

  @Override
  public String toString() {
    return workflow + "/" + id;
  }
}
