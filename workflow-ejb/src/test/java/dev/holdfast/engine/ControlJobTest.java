package dev.holdfast.engine;

import static dev.holdfast.engine.EngineFixture.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.job.BulkControl;
import dev.holdfast.engine.job.BulkControl.Action;
import dev.holdfast.engine.job.BulkFilter;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlJobTest {

  private final EngineFixture engine = new EngineFixture();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicInteger firstSteps = new AtomicInteger();
  private final JobFixture jobs;

  ControlJobTest() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.run("first", firstSteps::incrementAndGet);
          step.run(
              "second",
              () -> {
                if (broken.get()) {
                  throw new NonRetryableException("broken");
                }
                return true;
              });
          step.sleep("nap", Duration.ofDays(1));
          return "done";
        });
    jobs = new JobFixture(engine);
  }

  @AfterEach
  void close() {
    jobs.close();
    engine.close();
  }

  @Test
  void terminatesWhatTheFilterChooses() {
    for (int i = 0; i < 35; i++) {
      sleeping("old-" + i);
    }
    InstanceKey other = sleeping("other");
    engine.clock.advance(Duration.ofSeconds(1));

    JobRecord ended =
        jobs.awaitEnd(jobs.control(control(Action.TERMINATE, Set.of(), Optional.of("old-"))));

    assertThat(ended.progress().total()).isEqualTo(35);
    assertThat(ended.progress().done()).isEqualTo(35);
    assertThat(engine.get(new InstanceKey("w", "old-7")).status())
        .isEqualTo(InstanceStatus.TERMINATED);
    assertThat(engine.get(other).status()).isEqualTo(InstanceStatus.WAITING);
  }

  @Test
  void leavesOutWhatIsCreatedAfterTheRequest() {
    sleeping("before");
    engine.clock.advance(Duration.ofSeconds(1));
    BulkControl all = control(Action.DELETE, Set.of(), Optional.empty());

    jobs.chunksToLive.set(0);
    JobRecord asked = jobs.control(all);
    engine.clock.advance(Duration.ofSeconds(1));
    InstanceKey after = sleeping("after");
    jobs.crashAndRestart();

    assertThat(jobs.awaitEnd(asked).progress().done()).isEqualTo(1);
    assertThat(engine.get(after).status()).isEqualTo(InstanceStatus.WAITING);
  }

  @Test
  void pausesAndResumesAll() {
    InstanceKey first = sleeping("a");
    InstanceKey second = sleeping("b");
    engine.clock.advance(Duration.ofSeconds(1));

    jobs.awaitEnd(jobs.control(control(Action.PAUSE, Set.of(), Optional.empty())));
    assertThat(engine.get(first).status()).isEqualTo(InstanceStatus.PAUSED);
    assertThat(engine.get(second).status()).isEqualTo(InstanceStatus.PAUSED);

    jobs.awaitEnd(
        jobs.control(control(Action.RESUME, Set.of(InstanceStatus.PAUSED), Optional.of("a"))));
    engine.awaitStatus(first, InstanceStatus.WAITING);
    assertThat(engine.get(second).status()).isEqualTo(InstanceStatus.PAUSED);
  }

  @Test
  void retriesFromTheStepThatHasFailed() {
    broken.set(true);
    InstanceKey failed = engine.create("w", "failed");
    assertThat(engine.awaitEnd(failed).status()).isEqualTo(InstanceStatus.ERRORED);
    broken.set(false);
    engine.clock.advance(Duration.ofSeconds(1));

    JobRecord ended =
        jobs.awaitEnd(jobs.control(control(Action.RETRY, Set.of(), Optional.empty())));

    assertThat(ended.progress().done()).isEqualTo(1);
    engine.awaitStatus(failed, InstanceStatus.WAITING);
    assertThat(firstSteps).hasValue(1);
  }

  @Test
  void stopsAndGoesOnWhereItWas() {
    for (int i = 0; i < 50; i++) {
      sleeping("i-" + i);
    }
    engine.clock.advance(Duration.ofSeconds(1));
    jobs.chunksToLive.set(2);
    JobRecord job = jobs.control(control(Action.TERMINATE, Set.of(), Optional.empty()));
    awaitThat(() -> jobs.chunksToLive.get() < 0);
    assertThat(jobs.service.stop(job.id(), "eve").status()).isEqualTo(JobStatus.STOPPING);

    jobs.crashAndRestart();

    JobRecord stopped = jobs.awaitStatus(job, JobStatus.STOPPED);
    assertThat(stopped.progress().done()).isEqualTo(20);
    assertThat(stopped.endedAt()).isNotNull();
    jobs.service.restart(job.id(), "eve");
    JobRecord ended = jobs.awaitEnd(job);
    assertThat(ended.progress().done()).isEqualTo(50);
    assertThat(ended.progress().skipped()).isZero();
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> jobs.service.restart(job.id(), "eve"))
        .returns("job.illegal_status", WorkflowException::code);
    assertThat(jobs.service.stop(job.id(), "eve").status()).isEqualTo(JobStatus.COMPLETE);
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "RESUME", "TERMINATE"})
  void refusesFinishedStatusesForActionsThatDoNotFitThem(Action action) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> control(action, Set.of(InstanceStatus.COMPLETE), Optional.empty()))
        .withMessageContaining("filter.status")
        .withMessageContaining("complete");
  }

  @Test
  void saysWhenThereIsNoSuchJob() {
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> jobs.service.get("x"))
        .returns("job.not_found", WorkflowException::code);
    assertThatExceptionOfType(WorkflowException.class)
        .isThrownBy(() -> jobs.service.stop("x", ""))
        .returns("job.not_found", WorkflowException::code);
  }

  private InstanceKey sleeping(String id) {
    InstanceKey key = engine.create("w", id);
    engine.awaitStatus(key, InstanceStatus.WAITING);
    return key;
  }

  private static BulkControl control(
      Action action, Set<InstanceStatus> statuses, Optional<String> idContains) {
    return new BulkControl(
        action,
        false,
        new BulkFilter(statuses, Optional.empty(), Optional.empty(), idContains, false));
  }
}
