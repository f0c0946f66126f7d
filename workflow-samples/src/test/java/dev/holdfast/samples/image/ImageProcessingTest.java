package dev.holdfast.samples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.samples.FakeStep;
import dev.holdfast.samples.bucket.Bucket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageProcessingTest {

  private final MemoryBucket bucket = new MemoryBucket();
  private final ImageProcessing workflow =
      new ImageProcessing(bucket, picture -> "A picture of " + picture.length + " bytes.");

  @Test
  void publishesAnApprovedPicture() {
    bucket.put("samples/a.png", new byte[] {1, 2, 3});
    FakeStep step = new FakeStep().withEvent("approved", null);

    PublishedImage result = workflow.run(event("samples/a.png"), step);

    assertThat(result)
        .isEqualTo(new PublishedImage("A picture of 3 bytes.", "public/samples/a.png"));
    assertThat(bucket.find("public/samples/a.png")).hasValue(new byte[] {1, 2, 3});
    assertThat(step.calls())
        .containsExactly(
            "run fetch#1",
            "run generate description#1",
            "wait await approval PT24H",
            "run publish#1");
  }

  @Test
  void publishesNothingWithoutApproval() {
    bucket.put("a.png", new byte[] {1});

    assertThatExceptionOfType(EventTimeoutException.class)
        .isThrownBy(() -> workflow.run(event("a.png"), new FakeStep()));

    assertThat(bucket.find("public/a.png")).isEmpty();
  }

  private static WorkflowEvent<ImageRequest> event(String imageKey) {
    return new WorkflowEvent<>(
        new ImageRequest(imageKey), Instant.EPOCH, "i1", "image-processing", Optional.empty());
  }

  private static final class MemoryBucket implements Bucket {

    private final Map<String, byte[]> content = new HashMap<>();

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(content.get(key));
    }

    @Override
    public List<String> list(String prefix) {
      return List.of();
    }

    @Override
    public void put(String key, byte[] bytes) {
      content.put(key, bytes);
    }
  }
}
