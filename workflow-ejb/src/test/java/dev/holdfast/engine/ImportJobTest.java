package dev.holdfast.engine;

import static dev.holdfast.engine.EngineFixture.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportJobTest {

  private final EngineFixture engine = new EngineFixture();
  private final JobFixture jobs;

  ImportJobTest() {
    engine.deploy("w", (event, step) -> event.payload());
    jobs = new JobFixture(engine);
  }

  @AfterEach
  void close() {
    jobs.close();
    engine.close();
  }

  @Test
  void createsAnInstanceForEachLine() throws IOException {
    JobRecord job =
        jobs.load(
            ImportFormat.NDJSON,
            "{\"id\":\"a\",\"params\":{\"n\":1}}\n\n{\"id\":\"b\",\"params\":{\"n\":2}}\r\n");

    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.progress().total()).isEqualTo(2);
    assertThat(ended.progress().done()).isEqualTo(2);
    assertThat(ended.progress().line()).isEqualTo(3);
    assertThat(engine.awaitOutput(new InstanceKey("w", "b"))).hasToString("{n=2}");
    assertThat(engine.get(new InstanceKey("w", "a")).origin().trigger()).isEqualTo("import");
    assertThat(engine.get(new InstanceKey("w", "a")).origin().caller()).isEqualTo("ann");
    awaitThat(() -> jobs.uploads.find(job.id(), 0).isEmpty());
  }

  @Test
  void readsColumnsOfCsvAsMembers() throws IOException {
    JobRecord job =
        jobs.load(
            ImportFormat.CSV,
            "\uFEFF"
                + """
                id,name,amount:json
                a,"Smith, ""Jo""
                of London",12.5
                b,,
                """);

    JobRecord ended = jobs.awaitEnd(job);

    assertThat(ended.progress().total()).isEqualTo(2);
    assertThat(ended.progress().errors()).isZero();
    assertThat(engine.awaitOutput(new InstanceKey("w", "a")))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("name", "Smith, \"Jo\"\nof London")
        .hasEntrySatisfying("amount", amount -> assertThat(amount).hasToString("12.5"));
    assertThat(engine.awaitOutput(new InstanceKey("w", "b"))).isEqualTo(Map.of());
  }

  @Test
  void reportsBadLinesAndGoesOn() throws IOException {
    engine.create("w", "taken");
    JobRecord job =
        jobs.load(
            ImportFormat.NDJSON,
            """
            {"id":"a"}
            not json
            {"id":"taken"}
            {"id":"a"}
            {"id":"no blanks"}
            {"ident":"x"}
            {"id":"b"}
            """);

    JobRecord ended = jobs.awaitEnd(job);

    assertThat(ended.progress()).isEqualTo(new JobProgress(7L, 2, 2, 3, 90, 7));
    assertThat(jobs.service.problems(job.id(), 10))
        .extracting(JobProblem::line, JobProblem::code)
        .containsExactly(
            tuple(2L, "request.invalid"),
            tuple(5L, "instance.invalid_id"),
            tuple(6L, "request.unknown_member"));
  }

  @Test
  void reportsLinesThatAreTooLongOrNoText() throws IOException {
    String tooLong = "{\"params\":\"" + "x".repeat(2 << 20) + "\"}\n{}";
    InputStream upload =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[] {'"', (byte) 0xC3, '"', '\n'}),
            new ByteArrayInputStream(tooLong.getBytes(StandardCharsets.UTF_8)));

    JobRecord job = jobs.service.load("w", ImportFormat.NDJSON, upload, "ann");

    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.progress().errors()).isEqualTo(2);
    assertThat(ended.progress().done()).isEqualTo(1);
    assertThat(jobs.service.problems(job.id(), 10))
        .extracting(JobProblem::message)
        .satisfiesExactly(
            first -> assertThat(first).contains("not UTF-8"),
            second -> assertThat(second).contains("more than 1114112 bytes"));
  }

  @Test
  void goesOnAfterACrashAndCreatesEachIdOnce() throws IOException {
    jobs.chunksToLive.set(3);
    JobRecord job = jobs.load(ImportFormat.NDJSON, lines(95));
    awaitThat(() -> jobs.chunksToLive.get() < 0);
    assertThat(jobs.service.get(job.id()).status()).isEqualTo(JobStatus.RUNNING);
    assertThat(jobs.service.get(job.id()).progress().done()).isEqualTo(30);

    jobs.crashAndRestart();

    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.runs()).isEqualTo(2);
    assertThat(ended.progress().done()).isEqualTo(95);
    assertThat(ended.progress().skipped()).isZero();
    assertThat(stored()).isEqualTo(95);
  }

  @Test
  void countsWhatTheLostRunHasCreatedBeforeItCouldSaySo() throws IOException {
    jobs.chunksToLive.set(0);
    JobRecord job = jobs.load(ImportFormat.NDJSON, lines(20));
    awaitThat(() -> jobs.chunksToLive.get() < 0);
    engine.engine.instances().create(NewInstance.of("w", "import", "ann").withId(job.id() + "-1"));
    engine.engine.instances().create(NewInstance.of("w", "java", "ann").withId(job.id() + "-2"));

    jobs.crashAndRestart();

    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.progress().done()).isEqualTo(19);
    assertThat(ended.progress().skipped()).isEqualTo(1);
    assertThat(stored()).isEqualTo(20);
  }

  @Test
  void createsNothingTwiceWhenTheSameFileIsImportedAgain() throws IOException {
    String text =
        IntStream.range(0, 25)
            .mapToObj(i -> "{\"id\":\"order-" + i + "\"}\n")
            .collect(Collectors.joining());
    jobs.awaitEnd(jobs.load(ImportFormat.NDJSON, text));

    JobRecord again = jobs.awaitEnd(jobs.load(ImportFormat.NDJSON, text));

    assertThat(again.progress().done()).isZero();
    assertThat(again.progress().skipped()).isEqualTo(25);
    assertThat(stored()).isEqualTo(25);
  }

  @Test
  void keepsNothingOfAnUploadThatBreaksOff() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int from, int count) throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> jobs.service.load("w", ImportFormat.NDJSON, broken, "ann"));

    JobRecord job = jobs.service.list(Optional.empty(), 10).get(0);
    assertThat(job.status()).isEqualTo(JobStatus.ERRORED);
    assertThat(job.failure()).contains("send it again");
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> jobs.service.restart(job.id(), "ann"))
        .returns("job.illegal_status", WorkflowException::code);
  }

  @Test
  void refusesAnUploadThatIsTooLarge() {
    String text = "{}\n".repeat(1_400_000);

    assertThatExceptionOfType(PayloadTooLargeException.class)
        .isThrownBy(() -> jobs.load(ImportFormat.NDJSON, text))
        .withMessageContaining("holdfast.jobs.upload-size");

    assertThat(stored()).isZero();
  }

  @Test
  void refusesASecondImportWhileTheFirstIsActive() throws IOException {
    jobs.chunksToLive.set(0);
    jobs.load(ImportFormat.NDJSON, lines(20));

    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> jobs.load(ImportFormat.NDJSON, lines(1)))
        .returns("job.already_active", WorkflowException::code);
  }

  @Test
  void refusesAWorkflowThatIsNotDeployed() {
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(
            () -> jobs.service.load("x", ImportFormat.CSV, InputStream.nullInputStream(), ""))
        .returns("workflow.not_found", WorkflowException::code);
  }

  private static String lines(int count) {
    return "{\"params\":{}}\n".repeat(count);
  }

  private long stored() {
    return engine.counts("w").values().stream().mapToLong(Long::longValue).sum();
  }
}
