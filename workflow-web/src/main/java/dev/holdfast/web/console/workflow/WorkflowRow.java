package dev.holdfast.web.console.workflow;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import java.util.Map;

/**
 * Is a line of the list of workflows.
 *
 * @param name name of the workflow
 * @param version version of its code
 * @param className name of its class
 * @param counts how many instances there are, by status
 */
public record WorkflowRow(
    String name, String version, String className, Map<InstanceStatus, Long> counts) {

  /**
   * Makes the line of a workflow.
   *
   * @param workflow its definition
   * @param counts how many instances there are, by status
   */
  static WorkflowRow of(WorkflowDefinition workflow, Map<InstanceStatus, Long> counts) {
    return new WorkflowRow(
        workflow.name(), workflow.version(), workflow.type().getName(), Map.copyOf(counts));
  }

  /**
   * Returns how many instances have a status.
   *
   * @param status the status
   * @return the number
   */
  public long count(InstanceStatus status) {
    return counts.getOrDefault(status, 0L);
  }

  /**
   * Returns how many instances there are.
   *
   * @return the number, over all statuses
   */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
