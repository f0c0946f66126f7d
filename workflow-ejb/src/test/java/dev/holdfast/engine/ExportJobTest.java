package dev.holdfast.engine;

import static dev.holdfast.engine.EngineFixture.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.job.BulkExport;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportJobTest {

  private final EngineFixture engine = new EngineFixture();
  private final JobFixture jobs;

  ExportJobTest() {
    engine.deploy("w", (event, step) -> event.payload());
    jobs = new JobFixture(engine);
  }

  @AfterEach
  void close() {
    jobs.close();
    engine.close();
  }

  private void complete(int count) {
    for (int i = 0; i < count; i++) {
      engine.awaitEnd(engine.create("w", "order-" + i));
    }
    engine.advance("1s");
  }

  private List<String> lines(JobRecord job) throws IOException {
    return new String(jobs.service.output(job.id()).readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @Test
  void writesEachInstanceOnceAlsoAfterACrash() throws IOException {
    complete(45);
    jobs.chunksToLive.set(2);
    JobRecord job = jobs.service.export("w", new BulkExport(BulkFilter.ALL, false, false), "ann");
    awaitThat(() -> jobs.chunksToLive.get() < 0);
    long node = jobs.service.get(job.id()).owner();
    byte[] lost = "a part that was never told of\n".getBytes(StandardCharsets.UTF_8);
    assertThat(jobs.outputs.write(job.id(), node, 2, lost)).isTrue();

    jobs.crashAndRestart();

    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.runs()).isEqualTo(2);
    assertThat(ended.progress().done()).isEqualTo(45);
    assertThat(lines(job))
        .hasSize(45)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.contains("order-"));
  }

  @Test
  void hasNoOutputBeforeItIsComplete() throws IOException {
    complete(15);
    jobs.chunksToLive.set(1);
    JobRecord job = jobs.service.export("w", new BulkExport(BulkFilter.ALL, false, false), "ann");
    awaitThat(() -> jobs.chunksToLive.get() < 0);

    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> jobs.service.output(job.id()))
        .returns("job.illegal_status", WorkflowException::code);
  }

  @Test
  void readsLongLinesAgainWhenTheyHaveTheirTurn() throws IOException {
    String large = "x".repeat(300_000);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append("{\"id\":\"order-%d\",\"params\":{\"n\":\"%d%s\"}}\n".formatted(i, i, large));
    }
    jobs.awaitEnd(jobs.load(ImportFormat.NDJSON, text.toString()));
    engine.awaitEnd(new InstanceKey("w", "order-11"));
    engine.advance("1s");

    JobRecord job =
        jobs.awaitEnd(
            jobs.service.export("w", new BulkExport(BulkFilter.ALL, false, false), "ann"));

    assertThat(job.progress().done() + job.progress().errors()).isEqualTo(12);
    assertThat(engine.awaitOutput(new InstanceKey("w", "order-11")))
        .hasToString("{n=11" + large + "}");
  }
}
