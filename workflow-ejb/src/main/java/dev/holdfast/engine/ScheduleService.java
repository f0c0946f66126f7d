package dev.holdfast.engine;

import dev.holdfast.engine.model.InstanceRecord;
import java.time.Instant;
import java.util.List;

/**
 * Shows schedules and steers them. Changes hold for the whole cluster and outlast restarts; each is
 * durable when its call returns, also inside a caller's transaction. All errors are {@code
 * WorkflowException}s with their stable codes; thread-safe.
 */
public interface ScheduleService {

  /**
   * Lists the schedules of a workflow.
   *
   * @param workflow name of the workflow
   * @return all of them, in the order of its definition
   * @throws dev.holdfast.api.WorkflowNotFoundException when it is not deployed
   */
  List<ScheduleStatus> list(String workflow);

  /**
   * Lists the next firings of a schedule, as if it were not paused. Reads nothing that is stored.
   *
   * @param workflow name of the workflow
   * @param cron expression of the schedule
   * @param count how many at the most
   * @return the times, soonest first
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when the workflow has
   *     no such schedule
   */
  List<Instant> nextFirings(String workflow, String cron, int count);

  /**
   * Keeps a schedule from firing; nothing changes when it is paused already.
   *
   * @param workflow name of the workflow
   * @param cron expression of the schedule
   * @return the schedule after the call
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when the workflow has
   *     no such schedule
   */
  ScheduleStatus pause(String workflow, String cron);

  /**
   * Lets a paused schedule fire again, from now on: what fell into the pause is not made up for.
   * Nothing changes when it is not paused.
   *
   * @param workflow name of the workflow
   * @param cron expression of the schedule
   * @return the schedule after the call
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when the workflow has
   *     no such schedule
   */
  ScheduleStatus resume(String workflow, String cron);

  /**
   * Creates an instance as if the schedule had fired now, paused or not. The schedule itself goes
   * on as before.
   *
   * @param workflow name of the workflow
   * @param cron expression of the schedule
   * @param caller who asks for it, empty when unknown
   * @return the new instance, queued
   * @throws dev.holdfast.api.InvalidRequestException {@code request.invalid} when the workflow has
   *     no such schedule
   * @throws dev.holdfast.api.InstanceAlreadyExistsException when it was asked for twice within one
   *     millisecond
   */
  InstanceRecord trigger(String workflow, String cron, String caller);
}
