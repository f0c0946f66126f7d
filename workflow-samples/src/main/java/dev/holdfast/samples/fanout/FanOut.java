package dev.holdfast.samples.fanout;

import dev.holdfast.api.TypeToken;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.samples.bucket.Bucket;
import jakarta.inject.Inject;
import java.util.List;

/** Reads every file below a folder of the bucket, a few at a time, and adds up their sizes. */
@Workflow("fan-out")
public class FanOut implements WorkflowEntrypoint<FanOutRequest, FanOutResult> {

  private static final int AT_A_TIME = 10;

  private final Bucket bucket;

  @Inject
  FanOut(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public FanOutResult run(WorkflowEvent<FanOutRequest> event, WorkflowStep step) {
    String folder = event.payload().folderOrUsual();
    List<String> keys =
        step.run("list", new TypeToken<List<String>>() {}, context -> bucket.list(folder));
    step.progress(new FanOutProgress(keys.size()));
    List<Integer> sizes =
        step.forEach(
            "file",
            keys,
            AT_A_TIME,
            (branch, key) -> branch.run("process", () -> bucket.get(key).length));
    return new FanOutResult(keys.size(), sizes.stream().mapToLong(Integer::longValue).sum());
  }
}
