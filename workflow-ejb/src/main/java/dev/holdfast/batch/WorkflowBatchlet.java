package dev.holdfast.batch;

import dev.holdfast.engine.batch.CalledWorkflow;
import dev.holdfast.engine.batch.CalledWorkflows;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a step of an existing batch job start a workflow and wait for its end: {@code <batchlet
 * ref="workflowBatchlet"/>}.
 *
 * <table>
 * <caption>Properties</caption>
 * <tr><td>{@code workflow}</td><td>name of the workflow</td></tr>
 * <tr><td>{@code params}</td><td>its payload as JSON; nothing when left out</td></tr>
 * <tr><td>{@code id}</td><td>id of the instance; by default made of the job, so that a restarted
 * job finds its instance again</td></tr>
 * <tr><td>{@code onStop}</td><td>{@code terminate} (the default) or {@code leave}: what becomes of
 * the instance when the job is stopped</td></tr>
 * </table>
 *
 * <p>The exit status of the step is that of the instance, {@code complete}; its output is left as
 * JSON text in the transient user data of the job. An instance that ends otherwise fails the step;
 * when the job is restarted, an errored one goes on from the step that has failed. A server that
 * dies lets the instance go on elsewhere; the job waits for it again once it is restarted. Unlike a
 * workflow, the batch step holds its thread while it waits.
 */
@Named("workflowBatchlet")
@Dependent
public class WorkflowBatchlet extends AbstractBatchlet {

  @Inject @BatchProperty private @Nullable String workflow;
  @Inject @BatchProperty private @Nullable String params;
  @Inject @BatchProperty private @Nullable String id;
  @Inject @BatchProperty private @Nullable String onStop;
  @Inject private @Nullable JobContext job;
  @Inject private @Nullable StepContext step;
  @Inject private @Nullable CalledWorkflows workflows;
  private volatile boolean stopped;

  /** Makes the bean; the container injects the rest. */
  public WorkflowBatchlet() {}

  @Override
  public String process() throws InterruptedException {
    if (workflow == null || workflow.isBlank()) {
      throw new IllegalArgumentException(
          "Property 'workflow' of workflowBatchlet must name a workflow, was " + workflow);
    }
    if (onStop != null && !onStop.equals("terminate") && !onStop.equals("leave")) {
      throw new IllegalArgumentException(
          "Property 'onStop' of workflowBatchlet must be terminate or leave, was '%s'"
              .formatted(onStop));
    }
    CalledWorkflow called =
        Objects.requireNonNull(workflows).of(new InstanceKey(workflow, instanceId()));
    called.begin(Objects.requireNonNullElse(params, ""));
    InstanceRecord end = called.await(() -> stopped);
    if (!end.status().isTerminal()) {
      if (!"leave".equals(onStop)) {
        called.terminate();
      }
      return "stopped";
    }
    Objects.requireNonNull(job).setTransientUserData(called.output(end));
    return end.status().wireName();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  /**
   * Makes an id of the job that is the same after a restart, and another one for every start, also
   * of a server whose repository of jobs has begun to count anew.
   */
  private String instanceId() {
    if (id != null && !id.isBlank()) {
      return id;
    }
    JobContext context = Objects.requireNonNull(job);
    JobOperator operator = BatchRuntime.getJobOperator();
    long firstStart =
        operator.getJobExecutions(operator.getJobInstance(context.getExecutionId())).stream()
            .map(JobExecution::getCreateTime)
            .mapToLong(Date::getTime)
            .min()
            .orElse(0);
    return "batch-%d-%d-%s"
        .formatted(
            context.getInstanceId(),
            firstStart,
            Objects.requireNonNull(step).getStepName().replaceAll("[^A-Za-z0-9_-]", "_"));
  }
}
