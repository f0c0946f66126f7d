package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.StatisticsReader.DueCount;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.engine.port.StatisticsReader.StuckBounds;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Says what is counted, and which instances count as stuck. */
public abstract class StatisticsReaderContract extends StorageContract {

  private static final Instant NOW = START.plusSeconds(3600);
  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final Duration GRACE = Duration.ofMinutes(1);

  /** Nodes live by the storage's own time, which is not that of the instances. */
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

  @Test
  void countsInstancesByWorkflowAndStatus() {
    store(queued("a"));
    store(queued("b"));
    run("c");
    complete("d");
    store(queued("others", "a", START));

    assertThat(storage.statistics().countInstances())
        .containsExactlyInAnyOrder(
            new StatusCount(WORKFLOW, InstanceStatus.QUEUED, 2),
            new StatusCount(WORKFLOW, InstanceStatus.RUNNING, 1),
            new StatusCount(WORKFLOW, InstanceStatus.COMPLETE, 1),
            new StatusCount("others", InstanceStatus.QUEUED, 1));
  }

  @Test
  void findsWhoWaitsForLongestInEachWorkflow() {
    InstanceRecord first = sleep("first", START.plusSeconds(500));
    sleep("second", START.plusSeconds(100));
    store(queued("queued"));
    InstanceRecord other = store(queued("others", "other", START).runningOn(node));
    write(suspension(other, null, 0));

    List<LongestWait> longest = storage.statistics().listLongestWaits();

    assertThat(longest)
        .extracting(LongestWait::key, LongestWait::dueAt)
        .containsExactlyInAnyOrder(
            tuple(first.key(), START.plusSeconds(500)), tuple(other.key(), null));
    assertThat(longest)
        .allSatisfy(
            wait -> assertThat(wait.since()).isBetween(START, START.plus(Duration.ofMinutes(10))));
  }

  @Test
  void countsWhatIsDueAndTellsTheEarliest() {
    store(queued(WORKFLOW, "later", START.plusSeconds(2)));
    store(queued(WORKFLOW, "earliest", START.plusSeconds(1)));
    store(queued(WORKFLOW, "not yet", NOW.plusSeconds(1)));
    sleep("overdue", START.plusSeconds(3));
    sleep("asleep", NOW.plusSeconds(1));
    sleep("for ever", null);
    run("running");
    complete("complete");

    assertThat(storage.statistics().countDue(NOW))
        .containsExactlyInAnyOrder(
            new DueCount(
                WORKFLOW, InstanceStatus.QUEUED, 2, START.plusSeconds(1), Optional.of("earliest")),
            new DueCount(
                WORKFLOW, InstanceStatus.WAITING, 1, START.plusSeconds(3), Optional.of("overdue")));
  }

  @Test
  void countsStepsBetweenTwoAttemptsOfInstancesThatHaveNotEnded() {
    InstanceRecord waiting = run("a");
    write(
        newStep(waiting, running(1).retrying(1, NOW, "")),
        newStep(waiting, running(2).retrying(1, NOW, "")),
        newStep(waiting, done(3)),
        suspension(waiting, NOW, 0));
    InstanceRecord ended = run("b");
    write(newStep(ended, running(1).retrying(1, NOW, "")), completion(ended));

    assertThat(storage.statistics().countRetrying()).isEqualTo(Map.of(WORKFLOW, 2L));
  }

  @Test
  void findsNothingStuckWhereAllIsWell() {
    InstanceRecord working = run("working");
    write(newStep(working, body(1, NOW.minusSeconds(60))));
    store(queued(WORKFLOW, "just due", NOW.minusSeconds(5)));
    sleep("asleep", NOW.plusSeconds(1));
    sleep("for ever", null);
    complete("complete");

    assertThat(stuck(NOW.minusSeconds(5))).isEmpty();
  }

  @Test
  void findsInstancesWhoseOwnerIsGone() {
    InstanceRecord silent = run("silent");
    long unknown = node + 100;
    InstanceRecord lost = run("lost");
    edit(lost, unknown, 0);

    assertThat(
            storage.statistics().listStuck(bounds(LONG_AGO, LONG_AGO), 10).stream()
                .map(StuckInstance::key))
        .containsExactly(lost.key());
    assertThat(storage.statistics().listStuck(bounds(FAR, LONG_AGO), 10))
        .extracting(StuckInstance::key, StuckInstance::reason, StuckInstance::node)
        .containsExactlyInAnyOrder(
            tuple(silent.key(), StuckReason.OWNER_GONE, node),
            tuple(lost.key(), StuckReason.OWNER_GONE, unknown));
  }

  @Test
  void findsWhatNobodyHasClaimedForLong() {
    InstanceRecord second = store(queued(WORKFLOW, "second", START.plusSeconds(7)));
    InstanceRecord first = sleep("first", START.plusSeconds(5));
    store(queued(WORKFLOW, "not for long", START.plusSeconds(8)));

    List<StuckInstance> found = stuck(START.plusSeconds(8));

    assertThat(found)
        .extracting(StuckInstance::key, StuckInstance::reason, StuckInstance::since)
        .containsExactly(
            tuple(first.key(), StuckReason.UNCLAIMED, START.plusSeconds(5)),
            tuple(second.key(), StuckReason.UNCLAIMED, START.plusSeconds(7)));
    assertThat(storage.statistics().listStuck(bounds(LONG_AGO, START.plusSeconds(8)), 1))
        .extracting(StuckInstance::key)
        .containsExactly(first.key());
  }

  @Test
  void findsBodiesThatExecuteForLongerThanTheirTimeout() {
    InstanceRecord unknown = run("unknown");
    Instant begun = NOW.minus(TIMEOUT).minus(GRACE);
    write(newStep(unknown, body(1, begun)), newStep(unknown, body(2, begun.plusSeconds(1))));
    InstanceRecord recorded = run("recorded");
    write(
        newStep(recorded, body(1, NOW.minus(GRACE).minusSeconds(5)).withOptions("timeout=5000ms")),
        newStep(recorded, body(2, begun).withOptions("timeout=3600000ms")));

    assertThat(stuck(LONG_AGO))
        .extracting(
            StuckInstance::key, StuckInstance::reason, StuckInstance::since, StuckInstance::step)
        .containsExactly(
            tuple(unknown.key(), StuckReason.OVERRUNNING, begun, "body-1"),
            tuple(
                recorded.key(),
                StuckReason.OVERRUNNING,
                NOW.minus(GRACE).minusSeconds(5),
                "body-1"));
  }

  @Test
  void countsTheTimeOfABodyFromItsLatestAttempt() {
    InstanceRecord instance = run("a");
    write(
        newStep(instance, body(1, START).attempting(2)),
        new AttemptFailed(instance.lease(), attempt(1, NOW.minusSeconds(90), 30_000L)));

    assertThat(stuck(LONG_AGO)).isEmpty();
    assertThat(
            storage
                .statistics()
                .listStuck(new StuckBounds(NOW, LONG_AGO, LONG_AGO, Duration.ZERO, GRACE, 3), 10))
        .extracting(StuckInstance::since)
        .containsExactly(NOW.minusSeconds(60));
  }

  @Test
  void findsInstancesThatWereRecoveredOften() {
    InstanceRecord often = run("often");
    edit(often, node, 3);
    InstanceRecord twice = run("twice");
    edit(twice, node, 2);

    assertThat(stuck(LONG_AGO))
        .extracting(StuckInstance::key, StuckInstance::reason, StuckInstance::node)
        .containsExactly(tuple(often.key(), StuckReason.RECOVERED_OFTEN, node));
  }

  private List<StuckInstance> stuck(Instant dueBefore) {
    return storage.statistics().listStuck(bounds(LONG_AGO, dueBefore), 10);
  }

  private static StuckBounds bounds(Instant silentSince, Instant dueBefore) {
    return new StuckBounds(NOW, silentSince, dueBefore, TIMEOUT, GRACE, 3);
  }

  private static StepRecord body(int seq, Instant startedAt) {
    return StepRecord.started(new StepKey(StepKind.RUN, "", "body", seq), seq, startedAt)
        .attempting(1);
  }

  private static AttemptRecord attempt(int number, Instant endedAt, long delayMillis) {
    Failure failure = new Failure(new ErrorInfo("E", "m", null), List.of("E"));
    return new AttemptRecord(1, number, START, endedAt, failure, "at", delayMillis, 8);
  }

  private void edit(InstanceRecord instance, long owner, int recoveries) {
    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                Decision.change(row, row.edit().owner(owner).recoveries(recoveries).build()));
  }
}
