package dev.holdfast.batch;

import dev.holdfast.engine.job.JobItem;
import dev.holdfast.engine.job.JobRun;
import dev.holdfast.engine.job.JobRunner;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls the engine outside of the transaction that the batch runtime has for each chunk: the engine
 * has its own, with how far the job has come, and shares their commits with others.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BulkRuns {

  @Inject private @Nullable Instance<JobRunner> runner;

  /** Makes the bean; the container injects the rest. */
  public BulkRuns() {}

  /**
   * Returns the next item.
   *
   * @param key key of the run
   * @return null behind the last one, or when the job is to stop, or has been lost
   */
  public @Nullable JobItem next(String key) {
    return runner().find(key).flatMap(JobRun::next).orElse(null);
  }

  /**
   * Works on items.
   *
   * @param key key of the run
   * @param items those that came next
   */
  public void write(String key, List<JobItem> items) {
    runner().find(key).ifPresent(run -> run.write(items));
  }

  /**
   * Ends the run of a job.
   *
   * @param key key of the run
   */
  public void end(String key) {
    runner().end(key);
  }

  private JobRunner runner() {
    return Objects.requireNonNull(runner, "The container has not injected the runner").get();
  }
}
