package dev.holdfast.samples.pipeline;

import dev.holdfast.api.StepOptions;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.inject.Inject;
import java.util.List;

/** Extracts items over HTTP, transforms them, stores them as a file and loads them into a table. */
@Workflow("data-pipeline")
public class DataPipeline implements WorkflowEntrypoint<PipelineRequest, PipelineResult> {

  private final HttpSource source;
  private final RecordFiles files;
  private final RecordLoader loader;

  @Inject
  DataPipeline(HttpSource source, RecordFiles files, RecordLoader loader) {
    this.source = source;
    this.files = files;
    this.loader = loader;
  }

  @Override
  public PipelineResult run(WorkflowEvent<PipelineRequest> event, WorkflowStep step) {
    PipelineRequest request = event.payload();
    List<SourceItem> items =
        step.run(
            "extract",
            new TypeToken<List<SourceItem>>() {},
            StepOptions.ofRetry(request.patience()),
            context -> source.fetch(request.sourceUrl()));
    List<NormalizedItem> transformed =
        step.run(
            "transform",
            new TypeToken<List<NormalizedItem>>() {},
            StepOptions.DEFAULT,
            context -> items.stream().map(SourceItem::normalized).toList());
    String key = step.run("store", context -> files.store(context.idempotencyKey(), transformed));
    int loaded = step.run("load", () -> loader.load(files.read(key)));
    return new PipelineResult(key, loaded);
  }
}
