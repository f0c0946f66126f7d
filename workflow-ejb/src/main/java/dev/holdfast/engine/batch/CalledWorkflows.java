package dev.holdfast.engine.batch;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.InstanceKey;

/**
 * Gives batch jobs access to instances. They run with the rights of the server, like workflow code.
 *
 * @param instances the door to instances
 */
public record CalledWorkflows(InstanceService instances) {

  /**
   * Returns an instance, which need not exist yet.
   *
   * @param key the instance
   * @return to be begun
   */
  public CalledWorkflow of(InstanceKey key) {
    return new CalledWorkflow(instances, key);
  }
}
