package dev.holdfast.web.console.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.model.JobKind;
import dev.holdfast.engine.model.JobProgress;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.model.JobStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobRowTest {

  private static final JobRecord QUEUED =
      JobRecord.queued(
          "j1",
          JobKind.CONTROL,
          "order",
          Map.of("status", "waiting", "action", "pause"),
          "ann",
          Instant.EPOCH);

  @Test
  void tellsHowMuchHasBeenDealtWith() {
    JobProgress progress = JobProgress.NONE.withTotal(200).plus(90, 6, 4);

    assertThat(JobRow.of(QUEUED.withProgress(progress)).percent()).isEqualTo(50);
  }

  @Test
  void knowsNoPartOfAnUnknownTotal() {
    assertThat(JobRow.of(QUEUED).percent()).isZero();
    assertThat(JobRow.of(QUEUED.withProgress(JobProgress.NONE.withTotal(0))).percent())
        .isEqualTo(100);
  }

  @Test
  void saysWhatIsWanted() {
    assertThat(JobRow.of(QUEUED).request()).isEqualTo("action: pause, status: waiting");
  }

  @Test
  void isStoppedWhileActiveAndRestartedAfterwards() {
    assertThat(JobRow.of(QUEUED).isStoppable()).isTrue();
    assertThat(JobRow.of(QUEUED.withStatus(JobStatus.STOPPING)).isStoppable()).isFalse();
    JobRow stopped = JobRow.of(QUEUED.ended(JobStatus.STOPPED, "", Instant.EPOCH));
    assertThat(stopped.isStoppable()).isFalse();
    assertThat(stopped.isRestartable()).isTrue();
    assertThat(JobRow.of(QUEUED.ended(JobStatus.COMPLETE, "", Instant.EPOCH)).isRestartable())
        .isFalse();
  }
}
