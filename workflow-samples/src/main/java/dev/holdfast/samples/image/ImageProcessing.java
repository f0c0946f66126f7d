package dev.holdfast.samples.image;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.samples.bucket.Bucket;
import jakarta.inject.Inject;

/**
 * Describes a picture, waits up to a day for somebody to approve it, then publishes it.
 *
 * <p>The picture travels as a step's result and so must stay below 1 MiB.
 */
@Workflow("image-processing")
public class ImageProcessing implements WorkflowEntrypoint<ImageRequest, PublishedImage> {

  private final Bucket bucket;
  private final ImageDescriber describer;

  @Inject
  ImageProcessing(Bucket bucket, ImageDescriber describer) {
    this.bucket = bucket;
    this.describer = describer;
  }

  @Override
  public PublishedImage run(WorkflowEvent<ImageRequest> event, WorkflowStep step) {
    String imageKey = event.payload().imageKey();
    byte[] picture = step.run("fetch", () -> bucket.get(imageKey));
    String description = step.run("generate description", () -> describer.describe(picture));
    step.waitForEvent("await approval", "approved", Object.class, "24h");
    String published =
        step.run(
            "publish",
            () -> {
              String key = "public/" + imageKey;
              bucket.put(key, picture);
              return key;
            });
    return new PublishedImage(description, published);
  }
}
