package dev.holdfast.batch;

import dev.holdfast.engine.job.JobItem;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has the engine work on the items of a job. */
@Named("holdfastBulkWriter")
@Dependent
public class BulkWriter extends AbstractItemWriter {

  @Inject @BatchProperty private @Nullable String run;
  @EJB private @Nullable BulkRuns runs;

  /** Makes the bean; the container injects the rest. */
  public BulkWriter() {}

  @Override
  public void writeItems(List<Object> items) {
    List<JobItem> own = items.stream().map(JobItem.class::cast).toList();
    Objects.requireNonNull(runs).write(Objects.requireNonNull(run), own);
  }
}
