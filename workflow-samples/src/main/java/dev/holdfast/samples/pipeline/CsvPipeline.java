package dev.holdfast.samples.pipeline;

import dev.holdfast.api.BatchJobResult;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Fetches a CSV file and loads its rows by a batch job, a hundred with each transaction: for files
 * that are too large for the result of a step. A crash in the middle goes on behind the last
 * hundred.
 */
@Workflow("csv-pipeline")
public class CsvPipeline implements WorkflowEntrypoint<PipelineRequest, CsvPipelineResult> {

  private final HttpSource source;
  private final RecordFiles files;
  private final CsvRows rows;

  @Inject
  CsvPipeline(HttpSource source, RecordFiles files, CsvRows rows) {
    this.source = source;
    this.files = files;
    this.rows = rows;
  }

  @Override
  public CsvPipelineResult run(WorkflowEvent<PipelineRequest> event, WorkflowStep step) {
    PipelineRequest request = event.payload();
    String key =
        step.run(
            "extract",
            StepOptions.ofRetry(request.patience()),
            context ->
                files.storeCsv(context.idempotencyKey(), source.fetchCsv(request.sourceUrl())));
    BatchJobResult job =
        step.batch("load", "load-csv", Map.of("key", key, "load", event.instanceId()));
    long loaded = step.run("count", () -> rows.count(event.instanceId()));
    return new CsvPipelineResult(key, loaded, job.execution(), job.metric("write_count"));
  }
}
