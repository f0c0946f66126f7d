package dev.holdfast.samples.campaign;

import dev.holdfast.api.BatchCreation;
import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowRef;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.api.Workflows;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Starts a letter for each recipient, a batch at a time: one call and one commit for hundreds of
 * them. The letters' ids follow from the campaign's, so a batch that is started again after a crash
 * finds the letters that are there.
 */
@Workflow("campaign")
public class Campaign implements WorkflowEntrypoint<CampaignRequest, Integer> {

  /** Letters of one batch; the engine takes 1,000 unless told otherwise. */
  static final int BATCH = 500;

  private final Workflows letters;

  @Inject
  Campaign(@WorkflowRef("campaign-letter") Workflows letters) {
    this.letters = letters;
  }

  @Override
  public Integer run(WorkflowEvent<CampaignRequest> event, WorkflowStep step) {
    int total = event.payload().recipients().size();
    for (int start = 0; start < total; start += BATCH) {
      List<CreateOptions> batch = batch(event, start, Math.min(start + BATCH, total));
      step.run("start letters", () -> start(batch));
    }
    return total;
  }

  private static List<CreateOptions> batch(
      WorkflowEvent<CampaignRequest> event, int start, int end) {
    CampaignRequest campaign = event.payload();
    return IntStream.range(start, end)
        .mapToObj(
            i ->
                CreateOptions.ofId(event.instanceId() + "-" + i)
                    .withParams(new Letter(campaign.recipients().get(i), campaign.subject()))
                    .returnExisting())
        .toList();
  }

  private int start(List<CreateOptions> batch) {
    BatchCreation started = letters.createBatch(batch);
    if (!started.errors().isEmpty()) {
      throw new IllegalStateException("Letters could not be started: " + started.errors());
    }
    return started.created().size();
  }
}
