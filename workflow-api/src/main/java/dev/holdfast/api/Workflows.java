package dev.holdfast.api;

import java.util.Optional;

/**
 * Starts and finds the instances of one workflow. Injected as {@code @Inject @WorkflowRef("order")
 * Workflows orders}, or taken from the {@link WorkflowDirectory}; may be used from any thread.
 */
public interface Workflows {

  /**
   * Returns the name of the workflow.
   *
   * @return as in its {@link Workflow} annotation
   */
  String name();

  /**
   * Creates an instance with a generated id and the empty payload.
   *
   * @return the instance, queued
   */
  default WorkflowInstance create() {
    return create(CreateOptions.DEFAULT);
  }

  /**
   * Creates an instance. Returns as soon as it is stored, never waits for its code and never throws
   * what that throws.
   *
   * <p>Inside a JTA transaction the instance starts with its commit and vanishes with its rollback;
   * else it is stored when the call returns.
   *
   * @param options id, params and more
   * @return the instance, queued
   * @throws InstanceAlreadyExistsException when the id is taken
   * @throws InvalidRequestException {@code instance.invalid_id} or {@code params.invalid}
   * @throws PayloadTooLargeException when the params are over the limit
   */
  WorkflowInstance create(CreateOptions options);

  /**
   * Returns the instance of an id.
   *
   * @param id id of the instance
   * @return the instance
   * @throws InstanceNotFoundException when there is none
   */
  WorkflowInstance get(String id);

  /**
   * Looks for the instance of an id.
   *
   * @param id id of the instance
   * @return the instance, or empty
   */
  Optional<WorkflowInstance> find(String id);
}
