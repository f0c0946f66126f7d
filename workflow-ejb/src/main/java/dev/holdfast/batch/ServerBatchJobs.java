package dev.holdfast.batch;

import dev.holdfast.api.BatchJobResult;
import dev.holdfast.engine.port.BatchExecutions;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/** Runs jobs in the batch runtime that belongs to the class loader of this application. */
public final class ServerBatchJobs implements BatchExecutions {

  private static final int NEWEST = 100;

  /**
   * Lets JBeret restart what it believes to be active; the engine knows better. Others see a job
   * parameter.
   */
  private static final String RESTART_MODE = "jberet.restart.mode";

  private final ClassLoader loader;

  /**
   * Makes the adapter.
   *
   * @param loader finds the XML files of jobs
   */
  public ServerBatchJobs(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public long start(String job, Map<String, String> properties) {
    try {
      return ask(operator -> operator.start(job, parameters(properties)));
    } catch (BatchRuntimeException e) {
      throw new BatchJobException(
          "Batch job '%s' could not be started: %s".formatted(job, e.getMessage()), e);
    }
  }

  @Override
  public long restart(long execution, Map<String, String> properties) {
    Properties parameters = parameters(properties);
    parameters.setProperty(RESTART_MODE, "force");
    try {
      return ask(operator -> operator.restart(execution, parameters));
    } catch (BatchRuntimeException e) {
      throw new BatchJobException(
          "Execution %d of a batch job could not be restarted: %s"
              .formatted(execution, e.getMessage()),
          e);
    }
  }

  @Override
  public Optional<Execution> findLatest(long execution) {
    try {
      return ask(operator -> latest(operator, operator.getJobInstance(execution)));
    } catch (NoSuchJobExecutionException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Execution> findByProperty(String job, String property, String value) {
    try {
      return ask(
          operator ->
              operator.getJobInstances(job, 0, NEWEST).stream()
                  .filter(instance -> isTold(operator, instance, property, value))
                  .findFirst()
                  .flatMap(instance -> latest(operator, instance)));
    } catch (NoSuchJobException e) {
      return Optional.empty();
    }
  }

  @Override
  public void stop(long execution) {
    try {
      ask(
          operator -> {
            operator.stop(execution);
            return true;
          });
    } catch (JobExecutionNotRunningException | NoSuchJobExecutionException e) {
      // it has ended, as is wanted
    }
  }

  private static boolean isTold(
      JobOperator operator, JobInstance instance, String property, String value) {
    return operator.getJobExecutions(instance).stream()
        .map(JobExecution::getJobParameters)
        .filter(Objects::nonNull)
        .anyMatch(parameters -> value.equals(parameters.getProperty(property)));
  }

  private static Optional<Execution> latest(JobOperator operator, JobInstance instance) {
    return operator.getJobExecutions(instance).stream()
        .max(Comparator.comparingLong(JobExecution::getExecutionId))
        .map(
            latest ->
                new Execution(
                    latest.getExecutionId(),
                    state(latest),
                    Objects.requireNonNullElse(latest.getExitStatus(), ""),
                    steps(operator.getStepExecutions(latest.getExecutionId()))));
  }

  private static State state(JobExecution execution) {
    return switch (execution.getBatchStatus()) {
      case STARTING, STARTED, STOPPING -> State.ACTIVE;
      case STOPPED -> State.STOPPED;
      case FAILED -> State.FAILED;
      case COMPLETED -> State.COMPLETED;
      case ABANDONED -> State.ABANDONED;
    };
  }

  private static List<BatchJobResult.Step> steps(List<StepExecution> executions) {
    return executions.stream()
        .sorted(Comparator.comparingLong(StepExecution::getStepExecutionId))
        .map(
            step ->
                new BatchJobResult.Step(
                    step.getStepName(),
                    Objects.requireNonNullElse(step.getExitStatus(), ""),
                    metrics(step)))
        .toList();
  }

  private static Map<String, Long> metrics(StepExecution step) {
    Map<String, Long> metrics = new TreeMap<>();
    for (Metric metric : step.getMetrics()) {
      metrics.put(metric.getType().name().toLowerCase(Locale.ROOT), metric.getValue());
    }
    return metrics;
  }

  private static Properties parameters(Map<String, String> properties) {
    Properties parameters = new Properties();
    parameters.putAll(properties);
    return parameters;
  }

  private <T> T ask(Function<JobOperator, T> question) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // by which the runtime tells applications apart
    try {
      return question.apply(BatchRuntime.getJobOperator());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
