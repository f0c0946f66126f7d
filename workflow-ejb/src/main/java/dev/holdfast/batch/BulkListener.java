package dev.holdfast.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the engine that the batch runtime has come to the end of a job, however that is. */
@Named("holdfastBulkListener")
@Dependent
public class BulkListener extends AbstractJobListener {

  @Inject @BatchProperty private @Nullable String run;
  @EJB private @Nullable BulkRuns runs;

  /** Makes the bean; the container injects the rest. */
  public BulkListener() {}

  @Override
  public void afterJob() {
    Objects.requireNonNull(runs).end(Objects.requireNonNull(run));
  }
}
