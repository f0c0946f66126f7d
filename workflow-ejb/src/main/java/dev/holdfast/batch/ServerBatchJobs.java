package dev.holdfast.batch;

import dev.holdfast.engine.port.BatchJobs;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.runtime.BatchRuntime;
import java.util.Map;
import java.util.Properties;

/** Runs jobs in the batch runtime that belongs to the class loader of this application. */
public final class ServerBatchJobs implements BatchJobs {

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
    Properties parameters = new Properties();
    parameters.putAll(properties);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // by which the runtime tells applications apart
    try {
      return BatchRuntime.getJobOperator().start(job, parameters);
    } catch (BatchRuntimeException e) {
      throw new BatchJobException(
          "Batch job '%s' could not be started: %s".formatted(job, e.getMessage()), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
