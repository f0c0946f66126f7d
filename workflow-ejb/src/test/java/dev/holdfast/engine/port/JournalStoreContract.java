package dev.holdfast.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Change.Ended;
import dev.holdfast.engine.model.Change.InstanceCreated;
import dev.holdfast.engine.model.Change.RollbackBegan;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Says how changes become durable. */
public abstract class JournalStoreContract extends StorageContract {

  private static final Failure FAILURE =
      new Failure(
          new ErrorInfo("SoldOutException", "none\0left", "stock.sold_out"),
          List.of("shop.SoldOutException", "java.lang.RuntimeException"));

  @Test
  void storesAnInstanceAsItWasCreated() {
    InstanceRecord instance = queued("a");

    store(instance);

    assertThat(find(instance)).isEqualTo(instance);
  }

  @Test
  void refusesASecondInstanceOfAnIdAndWritesTheRest() {
    InstanceRecord first = store(queued("a"));
    InstanceRecord second = queued("a").runningOn(node);
    InstanceRecord other = queued("b");

    List<Outcome> outcomes =
        write(
            new InstanceCreated(second),
            newStep(second, done(1)),
            new InstanceCreated(other),
            new InstanceCreated(queued("b")));

    assertThat(outcomes)
        .containsExactly(
            Outcome.ALREADY_EXISTS, Outcome.LEASE_LOST, Outcome.APPLIED, Outcome.ALREADY_EXISTS);
    assertThat(find(first)).isEqualTo(first);
    assertThat(find(other)).isEqualTo(other);
  }

  @Test
  void tellsIdsApartByCaseAndByWorkflow() {
    assertThat(
            write(
                new InstanceCreated(queued("a")),
                new InstanceCreated(queued("A")),
                new InstanceCreated(queued("returns", "a", START))))
        .containsOnly(Outcome.APPLIED);
    assertThat(storage.reader().find(new InstanceKey("Orders", "a"))).isEmpty();
  }

  @Test
  void letsExactlyOneOfManyCreatorsOfAnIdWin() {
    for (int round = 0; round < 20; round++) {
      String id = "race-" + round;
      List<Callable<List<Outcome>>> creators =
          Collections.nCopies(6, () -> write(new InstanceCreated(queued(id))));

      assertThat(race(creators).stream().flatMap(List::stream))
          .containsOnlyOnce(Outcome.APPLIED)
          .contains(Outcome.ALREADY_EXISTS);
    }
  }

  @Test
  void createsInstancesWithNewIdsBesideOthers() {
    store(queued("taken"));
    InstanceRecord made = queued("made-up").runningOn(node);

    List<Outcome> outcomes =
        write(
            new InstanceCreated(queued("taken")),
            new InstanceCreated(made, true),
            newStep(made, done(1)),
            new InstanceCreated(queued("chosen")));

    assertThat(outcomes)
        .containsExactly(Outcome.ALREADY_EXISTS, Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED);
    assertThat(find(made)).isEqualTo(made);
    assertThat(stepsOf(made)).containsExactly(done(1));
  }

  @Test
  void storesStepsOfEveryShape() {
    InstanceRecord instance = run("a");
    List<StepRecord> steps =
        List.of(
            running(1),
            done(2),
            running(3).retrying(2, START.plusSeconds(60), "{\"retryLimit\":5}"),
            running(4).failed(StepStatus.ERRORED, 3, storable(FAILURE), START.plusSeconds(8)),
            running(5).waitingUntil(START.plusSeconds(99), "paid"),
            running(6).completed(1, null, START.plusSeconds(7)));

    assertThat(write(steps.stream().map(it -> newStep(instance, it)).toArray(Change[]::new)))
        .containsOnly(Outcome.APPLIED)
        .hasSize(6);

    assertThat(stepsOf(instance)).isEqualTo(steps);
  }

  @Test
  void storesFailedAttemptsAndTextsThatAreHardToStore() {
    InstanceRecord instance = run("a");

    write(
        newStep(instance, running(1).retrying(1, START.plusSeconds(60), "{}")),
        new AttemptFailed(instance.lease(), attempt(1, FAILURE)));

    assertThat(storage.reader().listAttempts(instance.number(), 1))
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.failure().types()).isEqualTo(FAILURE.types());
              assertThat(stored.failure().error().message()).startsWith("none").endsWith("left");
              assertThat(stored.retryDelayMillis()).isEqualTo(5000);
            });
  }

  @Test
  void storesLargeValues() {
    InstanceRecord instance = run("a");
    StepRecord step = running(1).completed(1, json("ä".repeat(1 << 19)), START);

    write(newStep(instance, step));

    assertThat(stepsOf(instance)).containsExactly(step);
  }

  @Test
  void updatesStepsOfThisBatchAndOfEarlierOnes() {
    InstanceRecord instance = run("a");
    write(newStep(instance, running(1)));

    write(
        changedStep(instance, done(1)),
        newStep(instance, running(2)),
        changedStep(instance, done(2)));

    assertThat(stepsOf(instance)).containsExactly(done(1), done(2));
  }

  @Test
  void marksTheEventThatAWaitTakes() {
    InstanceRecord instance = run("a");
    var event = event(instance, "e1");
    var later = event(instance, "e2");
    write(event, later);
    StepRecord wait = running(1).waitingUntil(START.plusSeconds(99), "paid");

    write(newStep(instance, wait.taking(event.record(), START.plusSeconds(6))));

    assertThat(storage.queue().readInbox(instance.number(), 1).events())
        .containsExactly(later.record());
    assertThat(stepsOf(instance))
        .containsExactly(wait.taking(event.record(), START.plusSeconds(6)));
  }

  @Test
  void suspendsAnInstanceAndRemembersWhenItFirstRan() {
    InstanceRecord instance = run("a");
    write(suspension(instance, START.plusSeconds(60), 0));
    storage.queue().claimDue(node, List.of(WORKFLOW), START.plusSeconds(60), 1);

    write(
        new Change.Suspended(
            instance.lease(),
            InstanceStatus.WAITING,
            null,
            0,
            START.plusSeconds(61),
            "v2",
            START,
            8,
            null));

    InstanceRecord stored = find(instance);
    assertThat(stored.status()).isEqualTo(InstanceStatus.WAITING);
    assertThat(stored.owner()).isNull();
    assertThat(stored.wakeAt()).isNull();
    assertThat(stored.startedAt()).isEqualTo(START);
    assertThat(stored.lastVersion()).isEqualTo("v2");
  }

  @Test
  void doesNotSuspendWhenSomethingCameInButKeepsTheSteps() {
    InstanceRecord instance = run("a");
    write(event(instance, "e1"));

    List<Outcome> outcomes = write(newStep(instance, done(1)), suspension(instance, null, 0));

    assertThat(outcomes).containsExactly(Outcome.APPLIED, Outcome.SIGNALLED);
    assertThat(find(instance).status()).isEqualTo(InstanceStatus.RUNNING);
    assertThat(stepsOf(instance)).containsExactly(done(1));
    assertThat(write(suspension(instance, null, 1))).containsExactly(Outcome.APPLIED);
  }

  @Test
  void makesAnInstanceDueOnlyForEventsOfTheTypesItAwaits() {
    InstanceRecord instance = run("a");
    write(suspensionAwaiting(instance, "refused", "shipped"));

    write(event(instance, "e1"));
    assertThat(find(instance).wakeAt()).isEqualTo(START.plusSeconds(600));
    assertThat(find(instance).signals()).isEqualTo(1);
    assertThat(find(instance).awaits()).containsExactly("refused", "shipped");

    write(event(instance, "e2"), event(instance, "e3", "shipped", START.plusSeconds(7)));
    assertThat(find(instance).wakeAt()).isEqualTo(START.plusSeconds(7));
    assertThat(find(instance).signals()).isEqualTo(3);
  }

  @Test
  void makesAnInstanceThatAwaitsNothingNeverDue() {
    InstanceRecord instance = run("a");
    write(suspensionAwaiting(instance));

    write(event(instance, "e1"));

    assertThat(find(instance).wakeAt()).isEqualTo(START.plusSeconds(600));
    assertThat(find(instance).awaits()).isEmpty();
  }

  @Test
  void endsAnInstanceWithOutput() {
    InstanceRecord instance = run("a");

    assertThat(write(newStep(instance, done(1)), completion(instance)))
        .containsOnly(Outcome.APPLIED);

    InstanceRecord stored = find(instance);
    assertThat(stored.status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(stored.output()).isEqualTo(json("\"fine\""));
    assertThat(stored.endedAt()).isEqualTo(START.plusSeconds(9));
    assertThat(stored.startedAt()).isEqualTo(START);
    assertThat(stored.owner()).isNull();
    assertThat(stored.wakeAt()).isNull();
  }

  @Test
  void beginsACompensationTogetherWithItsPlanAndKeepsTheOwner() {
    InstanceRecord instance = run("a");

    assertThat(write(rollback(instance), newStep(instance, planned(2))))
        .containsOnly(Outcome.APPLIED);

    InstanceRecord stored = find(instance);
    assertThat(stored.status()).isEqualTo(InstanceStatus.ROLLING_BACK);
    assertThat(stored.owner()).isEqualTo(node);
    assertThat(stored.failure()).isEqualTo(storable(FAILURE));
    assertThat(stored.log()).isGreaterThanOrEqualTo(64);
    assertThat(stepsOf(instance)).containsExactly(planned(2));
  }

  @Test
  void startsAPlannedStepLater() {
    InstanceRecord instance = run("a");
    write(rollback(instance), newStep(instance, planned(1)));
    StepRecord undone =
        planned(1).startedAt(START.plusSeconds(9)).completed(1, null, START.plusSeconds(10));

    write(changedStep(instance, undone.logged(72, 72)));

    assertThat(stepsOf(instance)).containsExactly(undone.logged(72, 72));
  }

  @Test
  void keepsTheErrorOfACompensationThatWaitsAndOfItsEnd() {
    InstanceRecord instance = run("a");
    write(rollback(instance));

    write(
        new Change.Suspended(
            instance.lease(),
            InstanceStatus.ROLLING_BACK,
            START.plusSeconds(60),
            0,
            START,
            "v1",
            START,
            72,
            null));

    assertThat(find(instance).status()).isEqualTo(InstanceStatus.ROLLING_BACK);
    assertThat(find(instance).failure()).isEqualTo(storable(FAILURE));
    assertThat(storage.queue().claimDue(node, List.of(WORKFLOW), START.plusSeconds(60), 1))
        .extracting(InstanceRecord::status, InstanceRecord::failure)
        .containsExactly(tuple(InstanceStatus.ROLLING_BACK, storable(FAILURE)));
  }

  @Test
  void forgetsWhatTriggeredTheCompensationOfATerminatedInstance() {
    InstanceRecord instance = run("a");

    assertThat(
            write(
                new RollbackBegan(instance.lease(), Failure.TERMINATION, 64),
                ended(instance, InstanceStatus.TERMINATED, Rollback.COMPLETE)))
        .containsOnly(Outcome.APPLIED);

    InstanceRecord stored = find(instance);
    assertThat(stored.status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(stored.failure()).isNull();
    assertThat(stored.rollback()).isEqualTo(Rollback.COMPLETE);
  }

  @Test
  void beginsNoCompensationUnderALostLease() {
    InstanceRecord lost = run("a");
    write(newStep(lost, done(1)));
    terminate(lost);

    assertThat(write(rollback(lost), newStep(lost, planned(2)))).containsOnly(Outcome.LEASE_LOST);
    assertThat(find(lost).status()).isEqualTo(InstanceStatus.TERMINATED);
    assertThat(stepsOf(lost)).containsExactly(done(1));
  }

  private static RollbackBegan rollback(InstanceRecord instance) {
    return new RollbackBegan(instance.lease(), storable(FAILURE), 64);
  }

  private static StepRecord planned(int seq) {
    return StepRecord.started(
        new StepKey(StepKind.COMPENSATION, "", "step-" + seq, 1), seq, START.plusSeconds(seq));
  }

  private static Ended ended(InstanceRecord instance, InstanceStatus status, Rollback rollback) {
    return new Ended(
        instance.lease(), status, null, null, START, START, "v1", null, 80, List.of(), rollback);
  }

  @Test
  void endsAnInstanceWithAFailure() {
    InstanceRecord instance = run("a");

    write(
        new Ended(
            instance.lease(),
            InstanceStatus.ERRORED,
            null,
            storable(FAILURE),
            START,
            START,
            "v1",
            null,
            8,
            List.of(),
            null));

    assertThat(find(instance).failure()).isEqualTo(storable(FAILURE));
  }

  /** A node that has begun anew runs nothing of what its earlier incarnation was to run. */
  @Test
  void createsNothingForAnotherIncarnation() {
    InstanceRecord present = queued("a").runningOn(node);
    InstanceRecord foreign = queued("b").runningOn(node + 1);
    write(new InstanceCreated(queued("c"))); // the next write knows the lock of the node

    assertThatThrownBy(() -> write(new InstanceCreated(present), new InstanceCreated(foreign)))
        .isInstanceOf(NodeFencedException.class);

    assertThat(storage.reader().find(present.key())).isEmpty();
    assertThat(storage.reader().find(foreign.key())).isEmpty();
  }

  @Test
  void createsRunsAndEndsAnInstanceInOneBatch() {
    InstanceRecord instance = queued("a").runningOn(node);

    List<Outcome> outcomes =
        write(new InstanceCreated(instance), newStep(instance, done(1)), completion(instance));

    assertThat(outcomes).containsOnly(Outcome.APPLIED);
    assertThat(find(instance).status()).isEqualTo(InstanceStatus.COMPLETE);
    assertThat(stepsOf(instance)).containsExactly(done(1));
  }

  @Test
  void refusesWhatARunDoesAfterItWasSettled() {
    InstanceRecord suspended = run("a");
    InstanceRecord signalled = run("b");
    write(event(signalled, "e1"));

    List<Outcome> outcomes =
        write(
            suspension(suspended, null, 0),
            newStep(suspended, done(1)),
            suspension(signalled, null, 0),
            newStep(signalled, done(1)));

    assertThat(outcomes)
        .containsExactly(Outcome.APPLIED, Outcome.LEASE_LOST, Outcome.SIGNALLED, Outcome.APPLIED);
    assertThat(write(newStep(suspended, done(1)))).containsExactly(Outcome.LEASE_LOST);
  }

  @Test
  void leavesOutEverythingOfALostLeaseNowAndLater() {
    InstanceRecord lost = run("a");
    InstanceRecord other = run("b");
    write(newStep(lost, done(1)), newStep(other, done(1)));
    terminate(lost);

    assertThat(
            write(
                newStep(lost, done(2)),
                newStep(other, done(2)),
                new AttemptFailed(lost.lease(), attempt(3, FAILURE)),
                completion(lost)))
        .containsExactly(
            Outcome.LEASE_LOST, Outcome.APPLIED, Outcome.LEASE_LOST, Outcome.LEASE_LOST);

    assertThat(write(newStep(lost, done(2)))).containsExactly(Outcome.LEASE_LOST);
    assertThat(stepsOf(lost)).containsExactly(done(1));
    assertThat(find(lost).status()).isEqualTo(InstanceStatus.TERMINATED);
  }

  @Test
  void noticesALeaseLostBetweenTwoWritesOfOtherRuns() {
    InstanceRecord lost = run("a");
    InstanceRecord other = run("b");
    terminate(lost);
    write(newStep(other, done(1)));

    assertThat(write(newStep(lost, done(1)))).containsExactly(Outcome.LEASE_LOST);
  }

  @Test
  void refusesALeaseOfAnotherNode() {
    long south = storage.nodes().join("south");
    InstanceRecord instance = run("a");

    assertThat(storage.journal().write(south, List.of(newStep(instance, done(1)))))
        .containsExactly(Outcome.LEASE_LOST);
    assertThat(stepsOf(instance)).isEmpty();
  }

  @Test
  void writesNothingOfAFencedOrUnknownNode() {
    InstanceRecord instance = run("a");
    storage.nodes().leave(node);

    assertThatThrownBy(() -> write(new InstanceCreated(queued("b"))))
        .isInstanceOf(NodeFencedException.class);
    assertThatThrownBy(() -> write(newStep(instance, done(1))))
        .isInstanceOf(NodeFencedException.class);
    assertThatThrownBy(() -> storage.journal().write(node + 1, List.of()))
        .isInstanceOf(NodeFencedException.class);
    assertThat(storage.reader().find(new InstanceKey(WORKFLOW, "b"))).isEmpty();
    assertThat(stepsOf(instance)).isEmpty();
  }

  @Test
  void writesNothingWhenOneChangeCannotBeStored() {
    InstanceRecord good = run("a");
    InstanceRecord bad = run("b");
    write(newStep(bad, done(1)));
    StepRecord clash = running(2).completed(1, json("2"), START.plusSeconds(3));

    assertThatThrownBy(
            () ->
                write(
                    new InstanceCreated(queued("c")),
                    newStep(good, done(1)),
                    event(good, "e1"),
                    newStep(bad, inPlaceOf(clash, 1)),
                    completion(good)))
        .isInstanceOf(RuntimeException.class);

    assertThat(storage.reader().find(new InstanceKey(WORKFLOW, "c"))).isEmpty();
    assertThat(stepsOf(good)).isEmpty();
    assertThat(find(good)).isEqualTo(good);
    assertThat(stepsOf(bad)).containsExactly(done(1));
    assertThat(write(newStep(good, done(1)), completion(good))).containsOnly(Outcome.APPLIED);
  }

  @Test
  void refusesToUpdateAStepThatIsNotThere() {
    InstanceRecord instance = run("a");

    assertThatThrownBy(() -> write(changedStep(instance, done(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changesNothingWhenTheSameIsWrittenAgainAfterABrokenCommit(boolean idIsNew) {
    InstanceRecord instance = queued("a").runningOn(node);
    List<Change> changes =
        List.of(
            new InstanceCreated(instance, idIsNew),
            event(instance, "e1"),
            newStep(instance, running(1).retrying(1, START.plusSeconds(60), "{}")),
            new AttemptFailed(instance.lease(), attempt(1, storable(FAILURE))));
    storage.journal().write(node, changes);
    InstanceRecord before = find(instance);

    assertThat(storage.journal().write(node, changes)).containsOnly(Outcome.APPLIED);

    assertThat(find(instance)).isEqualTo(before);
    assertThat(stepsOf(instance)).hasSize(1);
    assertThat(storage.reader().listAttempts(instance.number(), 1)).hasSize(1);
  }

  @Test
  void neverLosesABatchAmongManyWriters() {
    List<InstanceRecord> instances = IntStream.range(0, 8).mapToObj(i -> run("i" + i)).toList();
    List<Callable<Stream<Outcome>>> writers =
        instances.stream()
            .<Callable<Stream<Outcome>>>map(
                instance ->
                    () ->
                        IntStream.rangeClosed(1, 10)
                            .mapToObj(
                                seq ->
                                    write(
                                        newStep(instance, done(seq)),
                                        event(
                                            instances.get(seq % 8), "e" + instance.number() + seq),
                                        event(
                                            instances.get((seq + 3) % 8),
                                            "f" + instance.number() + seq)))
                            .flatMap(List::stream)
                            .toList()
                            .stream())
            .toList();

    assertThat(race(writers).stream().flatMap(it -> it)).containsOnly(Outcome.APPLIED);

    assertThat(instances).allSatisfy(it -> assertThat(stepsOf(it)).hasSize(10));
    assertThat(instances.stream().mapToInt(it -> find(it).signals()).sum()).isEqualTo(160);
  }

  private static StepRecord inPlaceOf(StepRecord step, int seq) {
    return new StepRecord(
        step.key(),
        seq,
        step.status(),
        step.attempt(),
        step.startedAt(),
        step.endedAt(),
        step.dueAt(),
        step.options(),
        step.eventType(),
        step.result(),
        step.failure(),
        step.taken(),
        step.startedLog(),
        step.endedLog(),
        step.child());
  }

  private static AttemptRecord attempt(int seq, Failure failure) {
    return new AttemptRecord(
        seq, 1, START, START.plusSeconds(1), failure, "SoldOutException\n\tat shop", 5000L, 24);
  }

  private static Failure storable(Failure failure) {
    ErrorInfo error = failure.error();
    return new Failure(
        new ErrorInfo(error.name(), error.message().replace('\0', ' '), error.code()),
        failure.types());
  }
}
