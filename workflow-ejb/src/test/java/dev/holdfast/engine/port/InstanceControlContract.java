package dev.holdfast.engine.port;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.IllegalInstanceStatusException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change.AttemptFailed;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceControl.Rewrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Says how instances are changed from outside their run. */
public abstract class InstanceControlContract extends StorageContract {

  private static final Instant END = START.plusSeconds(30);

  @Test
  void changesWhateverHasNotEnded() {
    for (InstanceRecord instance :
        List.of(run("a"), store(queued("b")), sleep("c", START), sleep("d", null))) {
      InstanceRecord before = find(instance);

      Optional<Decision> decision = terminate(instance);

      assertThat(decision).map(Decision::before).contains(before);
      assertThat(decision).map(Decision::after).contains(Optional.of(find(instance)));
      InstanceRecord stored = find(instance);
      assertThat(stored.status()).isEqualTo(InstanceStatus.TERMINATED);
      assertThat(stored.endedAt()).isEqualTo(END);
      assertThat(stored.owner()).isNull();
      assertThat(stored.wakeAt()).isNull();
    }
    assertThat(storage.queue().nextDue(List.of(WORKFLOW))).isEmpty();
  }

  @Test
  void changesManyThatRestAtATime() {
    List<InstanceRecord> resting =
        List.of(store(queued("a")), sleep("b", START), sleep("c", null), sleep("d", START));
    write(newStep(run("e"), done(1)));

    List<Decision> decisions =
        storage
            .control()
            .changeResting(
                resting.stream().map(InstanceRecord::number).toList(),
                (row, journal) ->
                    Decision.change(
                        row,
                        row.edit()
                            .status(InstanceStatus.TERMINATED)
                            .signals(row.signals() + 1)
                            .recoveries(0)
                            .wakeAt(null)
                            .endedAt(END)
                            .warnings(List.of(row.key().id()))
                            .build()));

    assertThat(decisions)
        .extracting(it -> it.before().key().id())
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    for (InstanceRecord instance : resting) {
      InstanceRecord stored = find(instance);
      assertThat(stored.status()).isEqualTo(InstanceStatus.TERMINATED);
      assertThat(stored.endedAt()).isEqualTo(END);
      assertThat(stored.warnings()).containsExactly(instance.key().id());
    }
    assertThat(storage.queue().nextDue(List.of(WORKFLOW))).isEmpty();
  }

  @Test
  void leavesOutWhatDoesNotRestOrFitOrExist() {
    InstanceRecord owned = run("owned");
    InstanceRecord refused = sleep("refused", START);
    InstanceRecord fitting = sleep("fitting", START);

    List<Decision> decisions =
        storage
            .control()
            .changeResting(
                List.of(owned.number(), refused.number(), fitting.number(), 987_654_321L),
                (row, journal) -> {
                  if (row.key().id().equals("refused")) {
                    throw new WorkflowException("test.refused", "not this one");
                  }
                  return Decision.change(row, row.edit().signals(9).build());
                });

    assertThat(decisions).extracting(it -> it.before().key().id()).containsExactly("fitting");
    assertThat(find(fitting).signals()).isEqualTo(9);
    assertThat(find(refused).signals()).isZero();
    assertThat(find(owned).status()).isEqualTo(InstanceStatus.RUNNING);
    assertThat(storage.control().changeResting(List.of(), (row, journal) -> null)).isEmpty();
  }

  @Test
  void readsStepsAndDeletesAndBeginsAnewAmongMany() {
    InstanceRecord deleted = sleepWithSteps("deleted");
    InstanceRecord rewound = sleepWithSteps("rewound");
    List<Integer> read = new ArrayList<>();

    storage
        .control()
        .changeResting(
            List.of(rewound.number(), deleted.number()),
            (row, journal) -> {
              journal.steps().forEach(step -> read.add(step.seq()));
              return row.number() == deleted.number()
                  ? Decision.delete(row)
                  : new Decision(
                      row,
                      Optional.of(row.edit().epoch(row.epoch() + 1).build()),
                      new Rewrite.Rewind(Set.of(2)));
            });

    assertThat(read).containsExactly(1, 2, 1, 2);
    assertThat(storage.reader().find(deleted.key())).isEmpty();
    assertThat(storage.reader().listSteps(deleted.number(), deleted.epoch())).isEmpty();
    assertThat(stepsOf(find(rewound))).extracting(StepRecord::seq).containsExactly(2);
  }

  private InstanceRecord sleepWithSteps(String id) {
    InstanceRecord instance = run(id);
    write(newStep(instance, done(1)), newStep(instance, done(2)));
    change(
        instance,
        row -> row.edit().status(InstanceStatus.WAITING).owner(null).wakeAt(START).build());
    return find(instance);
  }

  @Test
  void storesEveryPartOfTheRowThatMayChange() {
    InstanceRecord instance = sleep("a", START);
    ErrorInfo error = new ErrorInfo("IllegalStateException", "no", "x.y");

    change(
        instance,
        row ->
            row.edit()
                .status(InstanceStatus.PAUSED)
                .epoch(3)
                .wakeAt(null)
                .signals(7)
                .recoveries(2)
                .startedAt(START.plusSeconds(1))
                .endedAt(START.plusSeconds(2))
                .lastVersion("v9")
                .output(json("1"))
                .failure(new Failure(error, List.of("a.B", "a.C")))
                .pausedAt(START.plusSeconds(3))
                .log(99)
                .progress(json("{}"))
                .warnings(List.of("one", "two"))
                .rollback(Rollback.failed(error))
                .build());

    InstanceRecord stored = find(instance);
    assertThat(stored.pausedAt()).isEqualTo(START.plusSeconds(3));
    assertThat(stored.warnings()).containsExactly("one", "two");
    assertThat(stored.rollback()).isEqualTo(Rollback.failed(error));
    assertThat(stored.progress()).isEqualTo(json("{}"));
    assertThat(stored)
        .extracting(
            InstanceRecord::status,
            InstanceRecord::epoch,
            InstanceRecord::wakeAt,
            InstanceRecord::signals,
            InstanceRecord::recoveries,
            InstanceRecord::log,
            InstanceRecord::lastVersion)
        .containsExactly(InstanceStatus.PAUSED, 3, null, 7, 2, 99L, "v9");
  }

  @Test
  void movesTheDueTimesOfUnfinishedSteps() {
    InstanceRecord instance = run("a");
    write(
        newStep(instance, running(1).waitingUntil(START.plusSeconds(10), null)),
        newStep(instance, running(2).retrying(1, START.plusSeconds(20), "limit=5")),
        newStep(instance, running(3).waitingUntil(START, null).completed(0, null, START)),
        newStep(instance, running(4)));

    rewrite(instance, new Rewrite.Shift(Duration.ofSeconds(100)));

    assertThat(stepsOf(instance))
        .extracting(StepRecord::dueAt)
        .containsExactly(START.plusSeconds(110), START.plusSeconds(120), START, null);
  }

  @Test
  void beginsANewEpochWithTheStepsThatAreKept() {
    InstanceRecord instance = run("a");
    write(
        newStep(instance, done(1)),
        newStep(instance, running(2).retrying(1, START, "limit=5")),
        attempt(instance, 2),
        newStep(instance, done(3)),
        event(instance, "e1"));

    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                new Decision(
                    row,
                    Optional.of(row.edit().epoch(2).owner(null).build()),
                    new Rewrite.Rewind(Set.of(2))));

    InstanceRecord stored = find(instance);
    assertThat(storage.reader().listSteps(stored.number(), 1)).isEmpty();
    assertThat(stepsOf(stored)).extracting(StepRecord::seq).containsExactly(2);
    assertThat(storage.reader().listAttempts(stored.number(), 2)).hasSize(1);
    assertThat(storage.queue().readInbox(stored.number(), 2).events()).isEmpty();
    assertThat(storage.reader().findEvent(stored.number(), 1, "e1")).isEmpty();
    assertThat(write(newStep(instance, done(4)))).containsExactly(Outcome.LEASE_LOST);
  }

  @Test
  void beginsANewEpochWithNothing() {
    InstanceRecord instance = run("a");
    write(newStep(instance, done(1)));

    storage
        .control()
        .change(
            instance.key(),
            (row, journal) ->
                new Decision(
                    row,
                    Optional.of(row.edit().epoch(2).owner(null).build()),
                    new Rewrite.Rewind(Set.of())));

    assertThat(stepsOf(find(instance))).isEmpty();
  }

  @Test
  void deletesAnInstanceWithEverythingStoredForIt() {
    InstanceRecord instance = run("a");
    write(newStep(instance, done(1)), attempt(instance, 1), event(instance, "e1"));

    storage.control().change(instance.key(), (row, journal) -> Decision.delete(row));

    assertThat(storage.reader().find(instance.key())).isEmpty();
    assertThat(stepsOf(instance)).isEmpty();
    assertThat(storage.reader().listAttempts(instance.number(), 1)).isEmpty();
    assertThat(storage.reader().findEvent(instance.number(), 1, "e1")).isEmpty();
    assertThat(write(newStep(instance, done(2)))).containsExactly(Outcome.LEASE_LOST);
    store(queued("a"));
  }

  @Test
  void showsTheStepsToWhoeverDecides() {
    InstanceRecord instance = run("a");
    write(newStep(instance, done(1)), newStep(instance, running(2)));
    List<StepRecord> seen = new ArrayList<>();

    storage
        .control()
        .change(
            instance.key(),
            (row, journal) -> {
              seen.clear();
              seen.addAll(journal.steps());
              return Decision.nothing(row);
            });

    assertThat(seen).isEqualTo(stepsOf(instance));
  }

  @Test
  void changesNothingWhenTheDecisionFails() {
    InstanceRecord instance = run("a");
    InstanceRecord before = find(instance);

    assertThatThrownBy(
            () ->
                storage
                    .control()
                    .change(
                        instance.key(),
                        (row, journal) -> {
                          throw new IllegalInstanceStatusException("no");
                        }))
        .isInstanceOf(IllegalInstanceStatusException.class)
        .hasMessage("no");
    assertThat(find(instance)).isEqualTo(before);
  }

  @Test
  void changesNothingThatHasEnded() {
    InstanceRecord instance = complete("a");
    InstanceRecord before = find(instance);

    assertThat(terminate(instance)).map(Decision::before).contains(before);
    assertThat(find(instance)).isEqualTo(before);
  }

  @Test
  void findsNothingUnderAnUnknownKey() {
    assertThat(
            storage
                .control()
                .change(new InstanceKey(WORKFLOW, "?"), (row, journal) -> Decision.nothing(row)))
        .isEmpty();
  }

  private void change(InstanceRecord instance, UnaryOperator<InstanceRecord> change) {
    storage
        .control()
        .change(instance.key(), (row, journal) -> Decision.change(row, change.apply(row)));
  }

  private void rewrite(InstanceRecord instance, Rewrite rewrite) {
    storage
        .control()
        .change(instance.key(), (row, journal) -> new Decision(row, Optional.of(row), rewrite));
  }

  private static AttemptFailed attempt(InstanceRecord instance, int seq) {
    Failure failure = new Failure(new ErrorInfo("E", "m", null), List.of());
    return new AttemptFailed(
        instance.lease(), new AttemptRecord(seq, 1, START, START, failure, "trace", 5L, 24));
  }

  @Test
  void decidesARaceWithTheRunOneWayOrTheOther() {
    Storage other = storage.ofOtherProcess();
    Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
    for (int round = 0; round < 150; round++) {
      InstanceRecord instance = run("i" + round);
      long headStart = round % 3 * MICROSECONDS.toNanos(500);

      List<Object> results =
          race(
              () -> {
                LockSupport.parkNanos(headStart); // or one of them might win every time
                return write(newStep(instance, done(1)), completion(instance));
              },
              () -> terminate(other, instance));

      InstanceRecord stored = find(instance);
      boolean completed = stored.status() == InstanceStatus.COMPLETE;
      Outcome outcome = completed ? Outcome.APPLIED : Outcome.LEASE_LOST;
      assertThat(results.get(0)).isEqualTo(List.of(outcome, outcome));
      assertThat(((Optional<?>) results.get(1)).map(it -> ((Decision) it).before().status()))
          .contains(completed ? InstanceStatus.COMPLETE : InstanceStatus.RUNNING);
      assertThat(stepsOf(instance)).hasSize(completed ? 1 : 0);
      seen.add(outcome);
    }
    assertThat(seen).contains(Outcome.APPLIED, Outcome.LEASE_LOST);
  }

  @Test
  void getsThroughToABusyNode() throws Exception {
    InstanceRecord busy = run("busy");
    AtomicBoolean enough = new AtomicBoolean();
    Future<Integer> writer =
        threads.submit(
            () -> {
              int seq = 0;
              while (!enough.get()) {
                seq++;
                assertThat(write(newStep(busy, done(seq)))).containsExactly(Outcome.APPLIED);
              }
              return seq;
            });

    for (int i = 0; i < 20; i++) {
      InstanceRecord instance = run("i" + i);
      assertThat(terminate(instance)).isPresent();
      assertThat(write(newStep(instance, done(1)))).containsExactly(Outcome.LEASE_LOST);
    }

    enough.set(true);
    int written = writer.get();
    assertThat(stepsOf(busy)).hasSize(written);
  }
}
