package dev.holdfast.batch;

import dev.holdfast.engine.job.JobItem;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the batch runtime the items of a job. It has no checkpoint for the runtime: the engine
 * keeps its own, which outlives the server.
 */
@Named("holdfastBulkReader")
@Dependent
public class BulkReader extends AbstractItemReader {

  @Inject @BatchProperty private @Nullable String run;
  @EJB private @Nullable BulkRuns runs;

  /** Makes the bean; the container injects the rest. */
  public BulkReader() {}

  @Override
  public @Nullable JobItem readItem() {
    return Objects.requireNonNull(runs).next(Objects.requireNonNull(run));
  }
}
