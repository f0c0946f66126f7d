package dev.holdfast.web.console.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.InstanceDetails;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.web.console.Texts;
import dev.holdfast.web.instance.Recorded;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingReasonTest {

  private static final Instant START = Recorded.START;
  private static final Instant NOW = START.plusSeconds(60);
  private static final Instant LATER = START.plusSeconds(3660);
  private static final NodeRecord NODE = new NodeRecord(7, "east", START, NOW, NOW, 4);
  private static final InstanceRecord QUEUED =
      Recorded.queued(1, new InstanceKey("order", "order-17"));
  private static final StepRecord LOAD = Recorded.started(StepKind.RUN, "load", 1);

  @Test
  void tellsHowManyAreQueuedAndHowManyRun() {
    assertThat(say(QUEUED, 12))
        .isEqualTo(
            "Queued since 2030-01-01 00:00:00 (1 min ago): waits for a free slot. 11 other instances"
                + " of the workflow are queued; 4 instances run on 1 servers.");
  }

  @Test
  void tellsWhenAPlannedStartIs() {
    InstanceRecord later = QUEUED.edit().wakeAt(LATER).build();

    assertThat(say(later, 1))
        .isEqualTo("Queued: its start is set for 2030-01-01 01:01:00 (in 1 h).");
  }

  @Test
  void tellsThatNoServerIsUp() {
    InstanceDetails details = new InstanceDetails(QUEUED, List.of(), List.of());

    assertThat(say(new WaitingReason(details, List.of(), 1, NOW))).contains("no server is up");
  }

  @Test
  void tellsWhichServerRunsWhichStepSinceWhen() {
    InstanceRecord running = QUEUED.runningOn(7);

    assertThat(say(running, LOAD.attempting(1)))
        .isEqualTo("Runs step “load-1” on server “east”, since 2030-01-01 00:00:00 (1 min ago).");
    assertThat(say(running)).startsWith("Runs on server “east”");
  }

  @Test
  void tellsThatItsServerIsGone() {
    assertThat(say(QUEUED.runningOn(5))).startsWith("Belongs to server number 5, which is gone");
  }

  @Test
  void tellsForWhichEventItWaitsAndUntilWhen() {
    StepRecord wait = Recorded.started(StepKind.WAIT_FOR_EVENT, "approval", 1);

    assertThat(say(waiting(LATER), wait.waitingUntil(LATER, "approved")))
        .isEqualTo(
            "Waits in step “approval-1” for an event of type “approved”, until 2030-01-01 01:01:00"
                + " (in 1 h) at the latest.");
  }

  @Test
  void tellsUntilWhenItSleepsAndHowManyOtherStepsAreOpen() {
    StepRecord nap = Recorded.started(StepKind.SLEEP, "nap", 1).waitingUntil(LATER, null);
    StepRecord doze =
        Recorded.started(StepKind.SLEEP, "doze", 2).waitingUntil(LATER.plusSeconds(1), null);

    assertThat(say(waiting(LATER), doze, nap))
        .isEqualTo(
            "Sleeps in step “nap-1” until 2030-01-01 01:01:00 (in 1 h). And 1 more open steps.");
  }

  @Test
  void tellsWhichRetryFollowsWhichError() {
    StepRecord load = LOAD.retrying(3, LATER, "limit=5");
    InstanceDetails details =
        new InstanceDetails(waiting(LATER), List.of(load), List.of(attempt(2), attempt(3)));

    assertThat(say(new WaitingReason(details, List.of(NODE), 0, NOW)))
        .isEqualTo(
            "Step “load-1” is retried at 2030-01-01 01:01:00 (in 1 h): attempt 3 failed with"
                + " IOException: no route.");
  }

  @Test
  void tellsWhichChildItWaitsFor() {
    StepRecord call =
        Recorded.started(StepKind.CHILD, "ship", 1)
            .starting(new InstanceKey("parcel", "p-1"), "end");

    assertThat(say(waiting(null), call))
        .isEqualTo("Waits in step “ship-1” for the end of its child “p-1” of workflow “parcel”.");
  }

  @Test
  void tellsThatItIsDueAndNotYetTaken() {
    assertThat(say(waiting(START))).startsWith("Due since 2030-01-01 00:00:00 (1 min ago)");
  }

  @Test
  void tellsSinceWhenItIsPaused() {
    InstanceRecord paused = QUEUED.edit().status(InstanceStatus.PAUSED).pausedAt(START).build();

    assertThat(say(paused)).startsWith("Paused since 2030-01-01 00:00:00");
  }

  @Test
  void tellsHowItHasEnded() {
    assertThat(say(Recorded.with(QUEUED, InstanceStatus.ERRORED, null)))
        .isEqualTo(
            "Failed at 2030-01-01 00:00:09 (51 s ago) with IllegalStateException: Workflow failed"
                + " intentionally.");
    assertThat(say(Recorded.with(QUEUED, InstanceStatus.COMPLETE, null))).startsWith("Complete");
    assertThat(say(Recorded.with(QUEUED, InstanceStatus.TERMINATED, null)))
        .startsWith("Terminated");
  }

  private static AttemptRecord attempt(int number) {
    return Recorded.attempt(1, number, 1000L);
  }

  private static InstanceRecord waiting(@org.jspecify.annotations.Nullable Instant wakeAt) {
    return QUEUED.edit().status(InstanceStatus.WAITING).wakeAt(wakeAt).build();
  }

  private static String say(InstanceRecord instance, StepRecord... steps) {
    return say(instance, 0, steps);
  }

  private static String say(InstanceRecord instance, long queued, StepRecord... steps) {
    InstanceDetails details = new InstanceDetails(instance, List.of(steps), List.of());
    return say(new WaitingReason(details, List.of(NODE), queued, NOW));
  }

  private static String say(WaitingReason reason) {
    return new Texts(ZoneOffset.UTC, NOW).say(reason.say());
  }
}
