package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.Blob;
import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.Compensation;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.job.BulkExport;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.JobProblem;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Says that instances in every status go on in an empty database where they were, and that nothing
 * they have done is done again.
 */
public abstract class TransferContract {

  private static final InstanceKey KID = new InstanceKey("kid", "kid-1");
  private static final Duration NAP = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final Map<String, Integer> bodies = new ConcurrentHashMap<>();
  private final CountDownLatch body = new CountDownLatch(1);
  private EngineOnStorage engine;

  /** Returns an empty storage; the one before, if it is another, is not used any more. */
  protected abstract Storage newStorage();

  @AfterEach
  void close() {
    body.countDown();
    engine.close();
  }

  private EngineOnStorage begin() {
    engine = new EngineOnStorage(newStorage(), clock);
    engine.deploy("w", (event, step) -> run(event.instanceId(), step));
    engine.deploy("kid", (event, step) -> step.waitForEvent("go", "go", String.class).payload());
    return engine.start();
  }

  /** Takes the way that its id says. */
  private @Nullable Object run(String id, WorkflowStep step) throws IOException {
    String first = step.run("first", () -> count(id + " first"));
    Object between =
        switch (id) {
          case "sleeping" -> sleep(step);
          case "retrying" -> step.run("flaky", retries(), () -> failOnce(id));
          case "calling" -> step.callChild("call", "kid", ChildOptions.ofId("kid-1"), String.class);
          case "large" -> large(step, id);
          case "failing", "rollingBack" -> fail(id, step);
          case "secret" -> secret(step, id);
          case "busy" -> step.run("busy", () -> busy(id));
          case "complete" -> "";
          default -> step.waitForEvent("go", "go", String.class).payload();
        };
    return first + "/" + between + "/" + step.run("last", () -> count(id + " last"));
  }

  private static String sleep(WorkflowStep step) {
    step.sleep("nap", NAP);
    return "slept";
  }

  private Object large(WorkflowStep step, String id) throws IOException {
    Blob blob =
        step.run(
            "blob",
            Blob.class,
            StepOptions.DEFAULT.withLargeResult(),
            () -> {
              count(id + " blob");
              return Blob.of("large ".repeat(500_000).getBytes(StandardCharsets.UTF_8));
            });
    String value =
        step.run(
            "value",
            StepOptions.DEFAULT.withLargeResult(),
            () -> count(id + " value") + "x".repeat(2_000_000));
    step.waitForEvent("go", "go", String.class);
    try (InputStream content = blob.open()) {
      return content.readAllBytes().length + " " + value.length();
    }
  }

  private Object secret(WorkflowStep step, String id) {
    String password =
        step.run(
            "password",
            StepOptions.DEFAULT.withSensitive(),
            () -> count(id + " password") + "s3cret");
    return step.waitForEvent("go", "go", String.class).payload() + password;
  }

  private Object fail(String id, WorkflowStep step) {
    RetryPolicy policy = RetryPolicy.ofLimit(3).withDelay(NAP);
    Compensation undo = Compensation.of(context -> undo(id)).withRetry(policy);
    step.run("booked", StepOptions.DEFAULT.withCompensation(undo), () -> count(id + " booked"));
    throw new IllegalStateException("out of luck");
  }

  private void undo(String id) {
    if (count(id + " undo").equals("1") && id.equals("rollingBack")) {
      throw new IllegalStateException("not yet");
    }
  }

  private static StepOptions retries() {
    return StepOptions.ofRetry(RetryPolicy.ofLimit(2).withDelay(NAP));
  }

  private String failOnce(String id) {
    if (count(id + " flaky").equals("1")) {
      throw new IllegalStateException("no route");
    }
    return "reached";
  }

  private String busy(String id) throws InterruptedException {
    if (!body.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Nobody has let it end");
    }
    return count(id + " busy");
  }

  private String count(String what) {
    return String.valueOf(bodies.merge(what, 1, Integer::sum));
  }

  private static InstanceKey key(String id) {
    return new InstanceKey("w", id);
  }

  /** Exports what was created before: the clock does not move by itself. */
  private JobRecord beginExport(String workflow, boolean pause) {
    engine.advance(Duration.ofSeconds(1));
    return engine.jobs.export(workflow, new BulkExport(BulkFilter.ALL, pause, false), "ann");
  }

  private String export(String workflow, boolean pause) throws IOException {
    JobRecord job = engine.awaitEnd(beginExport(workflow, pause));
    try (InputStream output = engine.jobs.output(job.id())) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JobRecord load(String workflow, String lines) throws IOException {
    return engine.awaitEnd(
        engine.jobs.load(
            workflow,
            ImportFormat.NDJSON,
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
            "bob"));
  }

  /** Ends the first engine and imports lines into an empty storage. */
  private JobRecord move(String lines) throws IOException {
    engine.close();
    begin();
    JobRecord job = load("w", lines);
    engine.engine.tick();
    return job;
  }

  private void createWaiting(String id) {
    engine.create("w", id);
    engine.awaitRest(key(id), InstanceStatus.WAITING);
  }

  @Test
  void takesInstancesInEveryStatusThatRest() throws IOException {
    begin();
    List<String> waiting = List.of("sleeping", "retrying", "awaiting", "large", "secret");
    waiting.forEach(this::createWaiting);
    createWaiting("paused");
    engine.engine.instances().steer(key("paused"), new Command.Pause());
    createWaiting("terminated");
    engine.engine.instances().steer(key("terminated"), new Command.Terminate(false));
    engine.create("w", "complete");
    engine.awaitRest(key("complete"), InstanceStatus.COMPLETE);
    engine.create("w", "failing");
    engine.awaitRest(key("failing"), InstanceStatus.ERRORED);
    engine.create("w", "rollingBack");
    engine.awaitRest(key("rollingBack"), InstanceStatus.ROLLING_BACK);
    engine
        .engine
        .instances()
        .create(
            NewInstance.of("w", "java", "ann")
                .withId("queued")
                .withStartAt(clock.instant().plus(NAP)));
    Map<String, Integer> before = Map.copyOf(bodies);
    List<String> ids = new ArrayList<>(waiting);
    ids.addAll(List.of("paused", "terminated", "complete", "failing", "rollingBack", "queued"));
    Map<String, InstanceRecord> records = new HashMap<>();
    Map<String, List<StepRecord>> steps = new HashMap<>();
    Map<String, List<LogEntry>> logs = new HashMap<>();
    for (String id : ids) {
      records.put(id, engine.get(key(id)));
      steps.put(id, engine.engine.instances().details(key(id)).steps());
      logs.put(id, engine.engine.instances().log(key(id), 0));
    }

    JobRecord job = move(export("w", false));

    assertThat(job.progress().done()).isEqualTo(ids.size());
    for (String id : ids) {
      InstanceRecord was = records.get(id);
      assertThat(engine.get(key(id)))
          .as(id)
          .usingRecursiveComparison()
          .ignoringFields("number")
          .isEqualTo(was);
      assertThat(engine.engine.instances().details(key(id)).steps())
          .as(id)
          .usingRecursiveComparison()
          .ignoringFields("taken.number")
          .isEqualTo(steps.get(id));
      assertThat(engine.engine.instances().log(key(id), 0)).as(id).isEqualTo(logs.get(id));
    }
    assertThat(bodies).isEqualTo(before);

    engine.advance(NAP.plusSeconds(1));
    engine.engine.instances().steer(key("paused"), new Command.Resume());
    for (String id : List.of("awaiting", "large", "secret", "paused", "queued")) {
      engine.send(key(id), "go", "gone", "go-1");
    }

    assertThat(engine.awaitOutput(key("sleeping"))).isEqualTo("1/slept/1");
    assertThat(engine.awaitOutput(key("retrying"))).isEqualTo("1/reached/1");
    assertThat(engine.awaitOutput(key("awaiting"))).isEqualTo("1/gone/1");
    assertThat(engine.awaitOutput(key("large"))).isEqualTo("1/3000000 2000001/1");
    assertThat(engine.awaitOutput(key("secret"))).isEqualTo("1/gone1s3cret/1");
    assertThat(engine.awaitOutput(key("paused"))).isEqualTo("1/gone/1");
    assertThat(engine.awaitOutput(key("queued"))).isEqualTo("1/gone/1");
    assertThat(engine.awaitOutput(key("complete"))).isEqualTo("1//1");
    InstanceRecord undone = engine.awaitStatus(key("rollingBack"), InstanceStatus.ERRORED);
    assertThat(undone.failure().error().message()).isEqualTo("out of luck");
    assertThat(engine.get(key("terminated")).status()).isEqualTo(InstanceStatus.TERMINATED);
    before.forEach(
        (what, times) -> {
          if (!Set.of("retrying flaky", "rollingBack undo").contains(what)) {
            assertThat(bodies).as(what).containsEntry(what, times);
          }
        });
    assertThat(bodies).containsEntry("retrying flaky", 2).containsEntry("rollingBack undo", 2);
  }

  @Test
  void knowsTheEventsThatHaveComeBefore() throws IOException {
    begin();
    createWaiting("awaiting");
    engine.send(key("awaiting"), "later", "kept", "later-1");
    engine.awaitRest(key("awaiting"), InstanceStatus.WAITING);

    move(export("w", false));

    engine.send(key("awaiting"), "later", "dropped", "later-1");
    assertThat(engine.engine.instances().journal(key("awaiting")).events())
        .extracting(event -> event.eventId(), event -> event.payload().data())
        .containsExactly(tuple("later-1", "\"kept\""));
    engine.send(key("awaiting"), "go", "gone", "go-1");
    assertThat(engine.awaitOutput(key("awaiting"))).isEqualTo("1/gone/1");
  }

  @Test
  void letsAPausedSourceGoOnInOnePlaceOnly() throws IOException {
    begin();
    createWaiting("sleeping");
    engine
        .engine
        .instances()
        .create(
            NewInstance.of("w", "java", "ann")
                .withId("complete")
                .withStartAt(clock.instant().plus(NAP)));

    String lines = export("w", true);
    engine.advance(NAP.multipliedBy(2));

    assertThat(engine.get(key("sleeping")).status()).isEqualTo(InstanceStatus.PAUSED);
    assertThat(engine.get(key("complete")).status()).isEqualTo(InstanceStatus.PAUSED);
    move(lines);
    assertThat(engine.awaitOutput(key("sleeping"))).isEqualTo("1/slept/1");
    assertThat(engine.awaitOutput(key("complete"))).isEqualTo("1//1");
    assertThat(bodies).allSatisfy((what, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void pausesWhatExecutesBeforeItIsExported() throws IOException {
    begin();
    engine.create("w", "busy");
    engine.awaitStatus(key("busy"), InstanceStatus.RUNNING);
    JobRecord job = beginExport("w", true);
    engine.awaitStatus(key("busy"), InstanceStatus.WAITING_FOR_PAUSE);

    body.countDown();
    engine.awaitEnd(job);

    assertThat(engine.get(key("busy")).status()).isEqualTo(InstanceStatus.PAUSED);
    String lines = new String(engine.jobs.output(job.id()).readAllBytes(), StandardCharsets.UTF_8);
    move(lines);
    assertThat(engine.awaitOutput(key("busy"))).isEqualTo("1/1/1");
  }

  @Test
  void reportsWhatExecutes() throws IOException {
    begin();
    engine.create("w", "busy");
    engine.awaitStatus(key("busy"), InstanceStatus.RUNNING);
    createWaiting("awaiting");

    JobRecord job = engine.awaitEnd(beginExport("w", false));

    assertThat(job.progress().done()).isEqualTo(1);
    assertThat(engine.jobs.problems(job.id(), 10))
        .extracting(JobProblem::id, JobProblem::code)
        .containsExactly(tuple("busy", "export.running"));
  }

  @Test
  void createsNothingTwiceAndReportsBadLines() throws IOException {
    begin();
    createWaiting("awaiting");
    String line = export("w", false).strip();

    JobRecord job =
        move(
            String.join(
                "\n",
                line,
                line,
                line.replace("\"workflow\":\"w\"", "\"workflow\":\"kid\""),
                line.replace("\"holdfastExport\":1", "\"holdfastExport\":2"),
                line.replace("\"status\":\"waiting\"", "\"status\":\"running\""),
                "{\"holdfastExport\":1}",
                "{\"id\":\"complete\"}"));

    assertThat(engine.jobs.problems(job.id(), 10))
        .extracting(JobProblem::line, JobProblem::code)
        .containsExactly(
            tuple(3L, "export.other_workflow"),
            tuple(4L, "export.unknown_version"),
            tuple(5L, "export.invalid"),
            tuple(6L, "export.invalid"));
    assertThat(job.progress().done()).isEqualTo(2);
    assertThat(job.progress().skipped()).isEqualTo(1);
    assertThat(engine.awaitOutput(key("complete"))).isEqualTo("1//1");
  }

  @Test
  void linksParentsWithTheirChildren() throws IOException {
    Family family = exportedFamily();

    JobRecord tooEarly = move(family.parents());
    assertThat(engine.jobs.problems(tooEarly.id(), 10))
        .extracting(JobProblem::code)
        .containsExactly("export.child_missing");
    load("kid", family.kids());
    load("w", family.parents());

    assertThat(engine.get(KID).origin().parent().number())
        .isEqualTo(engine.get(key("calling")).number());
    engine.send(KID, "go", "grown", "go-1");
    assertThat(engine.awaitOutput(key("calling"))).isEqualTo("1/grown/1");
  }

  private record Family(String parents, String kids) {}

  /** Exports an instance and the child that it has called, which both wait. */
  private Family exportedFamily() throws IOException {
    begin();
    engine.create("w", "calling");
    engine.awaitRest(key("calling"), InstanceStatus.WAITING);
    engine.awaitRest(KID, InstanceStatus.WAITING);
    return new Family(export("w", false), export("kid", false));
  }

  @Test
  void linksAParentWithAChildThatIsRemembered() throws IOException {
    Family family = exportedFamily();
    engine.close();
    begin();
    load("kid", family.kids());
    engine.engine.instances().steer(KID, new Command.Pause());
    engine.engine.instances().steer(KID, new Command.Resume());
    engine.awaitRest(KID, InstanceStatus.WAITING);

    load("w", family.parents());
    engine.send(KID, "go", "grown", null);

    assertThat(engine.awaitOutput(key("calling"))).isEqualTo("1/grown/1");
  }

  @Test
  void tellsAParentOfAChildThatHasEndedBeforeItCame() throws IOException {
    Family family = exportedFamily();
    engine.close();
    begin();
    load("kid", family.kids());
    engine.send(KID, "go", "grown", "go-1");
    engine.awaitStatus(KID, InstanceStatus.COMPLETE);

    load("w", family.parents());
    engine.engine.tick();

    assertThat(engine.awaitOutput(key("calling"))).isEqualTo("1/grown/1");
  }
}
