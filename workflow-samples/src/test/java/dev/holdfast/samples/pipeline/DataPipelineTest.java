package dev.holdfast.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.samples.FakeStep;
import dev.holdfast.samples.bucket.Bucket;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataPipelineTest {

  private final Map<String, byte[]> stored = new HashMap<>();
  private final List<NormalizedItem> loaded = new ArrayList<>();
  private final FakeStep step = new FakeStep();

  @Test
  void loadsWhatItExtractsInTheEnd() {
    PipelineResult result = workflow(2).run(event("1ms"), step);

    assertThat(result.records()).isEqualTo(150);
    assertThat(loaded).hasSize(150).contains(NormalizedItem.of(SampleItems.first(1).get(0)));
    assertThat(stored).containsOnlyKeys(result.key());
    assertThat(result.key()).matches("processed/[0-9a-f-]{36}\\.json");
    assertThat(step.calls())
        .containsExactly(
            "run extract#1",
            "run extract#2",
            "run extract#3",
            "run transform#1",
            "run store#1",
            "run load#1");
  }

  @Test
  void storesUnderTheSameNameWhenRepeated() {
    PipelineResult first = workflow(0).run(event(null), new FakeStep());
    PipelineResult second = workflow(0).run(event(null), new FakeStep());

    assertThat(second.key()).isEqualTo(first.key());
  }

  @Test
  void triesPatientlyUnlessToldOtherwise() {
    workflow(0).run(event(null), step);

    assertThat(step.optionsOf("extract").retry())
        .isEqualTo(RetryPolicy.ofLimit(10).withDelay("30s").withBackoff(Backoff.EXPONENTIAL));
  }

  private DataPipeline workflow(int failures) {
    return new DataPipeline(
        new FailingSource(failures),
        new RecordFiles(new MapBucket()),
        new RecordLoader(loaded::addAll));
  }

  private static WorkflowEvent<PipelineRequest> event(@Nullable String retryDelay) {
    return new WorkflowEvent<>(
        new PipelineRequest("http://localhost/items", retryDelay),
        Instant.EPOCH,
        "i1",
        "data-pipeline",
        Optional.empty());
  }

  private static final class FailingSource extends HttpSource {

    private int failures;

    FailingSource(int failures) {
      this.failures = failures;
    }

    @Override
    List<SourceItem> fetch(String sourceUrl) throws IOException {
      if (failures-- > 0) {
        throw new IOException("Fetch failed: " + sourceUrl + " answered 503.");
      }
      return SampleItems.first(150);
    }
  }

  private final class MapBucket implements Bucket {

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(stored.get(key));
    }

    @Override
    public List<String> list(String prefix) {
      return List.of();
    }

    @Override
    public void put(String key, byte[] content) {
      stored.put(key, content);
    }
  }
}
