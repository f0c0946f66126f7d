package dev.holdfast.api;

import java.util.List;
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
   * what that throws. While all slots of the server are in use by short instances it may wait up to
   * a quarter of a second for one of them.
   *
   * <p>Inside a JTA transaction the instance starts with its commit and vanishes with its rollback;
   * else it is stored when the call returns.
   *
   * @param options id, params and more
   * @return the instance, queued
   * @throws InstanceAlreadyExistsException when the id is taken
   * @throws InvalidRequestException {@code instance.invalid_id} or {@code params.invalid}
   * @throws PayloadTooLargeException when the params are over the limit
   * @throws CreateRateExceededException when instances are created too fast
   * @throws QueueFullException when too many instances are queued
   */
  WorkflowInstance create(CreateOptions options);

  /**
   * Creates up to 1000 instances. An entry that breaks a rule (id, params, retention) rejects the
   * whole call before anything is created; an id that is taken is an error of its entry alone.
   *
   * @param entries what to create
   * @return the instances and the entries that created nothing, both in order
   * @throws InvalidRequestException {@code batch.empty}, {@code batch.too_large}, or what is wrong
   *     with an entry, naming its index
   */
  BatchCreation createBatch(List<CreateOptions> entries);

  /**
   * Creates instances with generated ids and the same options otherwise.
   *
   * @param count 1 to 1000
   * @param common options of all; without an id
   * @return the instances
   * @throws InvalidRequestException {@code batch.empty}, {@code batch.too_large}, {@code
   *     options.invalid} when the options have an id, or what else is wrong with them
   */
  BatchCreation createBatch(int count, CreateOptions common);

  /**
   * Deletes up to 1000 instances; see {@link WorkflowInstance#delete}. An id that breaks its rule
   * rejects the whole call.
   *
   * @param ids ids of the instances
   * @return what became of each
   * @throws InvalidRequestException {@code batch.empty}, {@code batch.too_large} or {@code
   *     instance.invalid_id}
   */
  BatchDeletion deleteBatch(List<String> ids);

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
