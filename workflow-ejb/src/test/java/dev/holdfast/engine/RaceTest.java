package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Branch;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Losers;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.Winner;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.RaceOutcome;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RaceTest {

  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.none());

  private final EngineFixture engine = new EngineFixture();
  private final CountDownLatch never = new CountDownLatch(1);
  private final List<String> log = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  private boolean hang() throws InterruptedException {
    return never.await(1, TimeUnit.MINUTES);
  }

  private Map<String, StepStatus> statuses(InstanceKey key) {
    return engine.steps(key).stream()
        .collect(Collectors.toMap(step -> step.key().toString(), StepRecord::status));
  }

  private RaceOutcome outcome(InstanceKey key) {
    StepRecord race =
        engine.steps(key).stream()
            .filter(step -> step.key().kind() == StepKind.RACE)
            .findFirst()
            .orElseThrow();
    return (RaceOutcome) engine.codec.decode(race.result(), RaceOutcome.class);
  }

  private static int fail(String message) {
    throw new IllegalStateException(message);
  }

  // case 218
  @Test
  void givesTheSameWinnerOnReplayAndStartsTheLoserNoMore() throws Exception {
    CountDownLatch slowIsIn = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) -> {
          Winner<String> winner =
              step.race(
                  "quickest",
                  List.of(
                      step.branch(
                          "slow",
                          b -> {
                            log.add("slow branch");
                            return b.run(
                                "work",
                                () -> {
                                  log.add("slow body");
                                  slowIsIn.countDown();
                                  hang();
                                  return "s";
                                });
                          }),
                      step.branch(
                          "fast",
                          b ->
                              b.run(
                                  "work",
                                  () -> {
                                    slowIsIn.await(10, TimeUnit.SECONDS);
                                    log.add("fast body");
                                    return "f";
                                  }))));
          step.sleep("nap", "1 hour");
          return winner.index() + " " + winner.name() + " " + winner.value();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.crashAndRestart();

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("1 fast f");
    assertThat(log).containsExactly("slow branch", "slow body", "fast body");
    assertThat(outcome(key))
        .isEqualTo(new RaceOutcome(1, "fast-1", List.of("slow-1"), List.of("slow-1")));
    assertThat(statuses(key))
        .containsEntry("run slow-1/work-1", StepStatus.CANCELLED)
        .containsEntry("run fast-1/work-1", StepStatus.COMPLETE)
        .containsEntry("race quickest-1", StepStatus.COMPLETE);
  }

  @Test
  void interruptsTheBodyOfALoserAndRecordsNothingMoreOfIt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "loser",
                            b ->
                                b.run(
                                    "x",
                                    () -> {
                                      started.countDown();
                                      try {
                                        return hang();
                                      } catch (InterruptedException e) {
                                        interrupted.countDown();
                                        return true;
                                      }
                                    })),
                        step.branch(
                            "winner", b -> b.run("x", () -> started.await(10, TimeUnit.SECONDS)))))
                .name());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("winner");

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(statuses(key)).containsEntry("run loser-1/x-1", StepStatus.CANCELLED);
  }

  @Test
  void doesNotWaitForALoserThatIgnoresTheInterrupt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "stubborn",
                            b ->
                                b.run(
                                    "x",
                                    () -> {
                                      started.countDown();
                                      while (end.getCount() > 0) {
                                        Thread.onSpinWait();
                                      }
                                      return 1;
                                    })),
                        step.branch(
                            "winner",
                            b ->
                                b.run(
                                    "x",
                                    () -> {
                                      started.await(10, TimeUnit.SECONDS);
                                      return 2;
                                    }))))
                .name());

    try {
      assertThat(engine.awaitOutput(engine.create("w"))).isEqualTo("winner");
    } finally {
      end.countDown();
    }
  }

  @Test
  void waitsWithoutAThreadAndDropsTheSleepThatLost() {
    engine.deploy("w", (event, step) -> approvalOrTimeout(step).value());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.send(key, "approval", "yes");

    assertThat(engine.awaitOutput(key)).isEqualTo("yes");
    assertThat(statuses(key))
        .containsEntry("sleep late-1/nap-1", StepStatus.CANCELLED)
        .containsEntry("waitForEvent early-1/wait-1", StepStatus.COMPLETE);
  }

  private static Winner<String> approvalOrTimeout(WorkflowStep step) {
    return step.race(
        "r",
        List.of(
            step.branch("early", b -> b.waitForEvent("wait", "approval", String.class).payload()),
            step.branch(
                "late",
                b -> {
                  b.sleep("nap", "1 hour");
                  return "too late";
                })));
  }

  @Test
  void leavesEventsToOthersAfterItsWaitHasLost() {
    engine.deploy(
        "w",
        (event, step) ->
            approvalOrTimeout(step).value()
                + ", "
                + step.waitForEvent("again", "approval", String.class).payload());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");
    engine.awaitWaitingAt(key, "waitForEvent again-1");

    engine.send(key, "approval", "yes");

    assertThat(engine.awaitOutput(key)).isEqualTo("too late, yes");
    assertThat(statuses(key)).containsEntry("waitForEvent early-1/wait-1", StepStatus.CANCELLED);
  }

  @Test
  void keepsAnEventTakenThatALoserHasTaken() {
    engine.deploy(
        "w",
        (event, step) -> {
          step.race(
              "r",
              List.of(
                  step.branch(
                      "taker",
                      b -> {
                        b.waitForEvent("wait", "t", String.class);
                        b.sleep("nap", "1 day");
                        return 1;
                      }),
                  step.branch(
                      "winner",
                      b -> {
                        b.sleep("nap", "1 hour");
                        return 2;
                      })));
          return step.waitForEvent("again", "t", String.class).payload();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.send(key, "t", "taken");
    engine.awaitWaitingAt(key, "sleep taker-1/nap-1");
    engine.advance("1 hour");
    engine.awaitWaitingAt(key, "waitForEvent again-1");

    engine.send(key, "t", "second");

    assertThat(engine.awaitOutput(key)).isEqualTo("second");
  }

  @Test
  void dropsTheRetriesOfALoser() {
    AtomicInteger attempts = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          step.race(
              "r",
              List.of(
                  step.branch(
                      "retrying",
                      b ->
                          b.run(
                              "x",
                              StepOptions.ofRetry(RetryPolicy.ofLimit(5).withDelay("2 hours")),
                              () -> fail("no " + attempts.incrementAndGet()))),
                  step.branch(
                      "winner",
                      b -> {
                        b.sleep("nap", "1 hour");
                        return 2;
                      })));
          step.sleep("long", "1 day");
          return "done";
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");
    engine.awaitWaitingAt(key, "sleep long-1");
    engine.advance("1 day");

    assertThat(engine.awaitOutput(key)).isEqualTo("done");
    assertThat(attempts).hasValue(1);
    assertThat(statuses(key)).containsEntry("run retrying-1/x-1", StepStatus.CANCELLED);
  }

  @Test
  void cancelsTheBranchesInsideALoser() throws Exception {
    CountDownLatch innerStarted = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    engine.deploy(
        "w",
        (event, step) -> {
          String winner =
              step.race(
                      "r",
                      List.of(
                          step.branch(
                              "nest",
                              b ->
                                  b.all(
                                      List.of(
                                          b.branch(
                                              "x",
                                              c ->
                                                  c.run(
                                                      "s", () -> wait(innerStarted, interrupted))),
                                          b.branch(
                                              "y",
                                              c ->
                                                  c.run(
                                                      "s",
                                                      () -> wait(innerStarted, interrupted)))))),
                          step.branch(
                              "winner",
                              b -> b.run("s", () -> innerStarted.await(10, TimeUnit.SECONDS)))))
                  .name();
          step.sleep("nap", "1 hour");
          return winner;
        });
    InstanceKey key = engine.create("w");

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("winner");
    assertThat(outcome(key).cancelled()).containsExactly("nest-1");
    assertThat(statuses(key))
        .containsEntry("run nest-1/x-1/s-1", StepStatus.CANCELLED)
        .containsEntry("run nest-1/y-1/s-1", StepStatus.CANCELLED);
  }

  @Test
  void ignoresTheFailureInsideACancelledLoser() {
    CountDownLatch failed = new CountDownLatch(1);
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "loser",
                            b ->
                                b.forEach(
                                    "item",
                                    List.of("waits", "fails", "begins after the failure"),
                                    2,
                                    (c, item) -> handle(c, item, failed))),
                        step.branch(
                            "winner", b -> b.run("s", () -> failed.await(10, TimeUnit.SECONDS)))))
                .name());
    InstanceKey key = engine.create("w");

    assertThat(engine.awaitOutput(key)).isEqualTo("winner");
  }

  private static Object handle(WorkflowStep step, String item, CountDownLatch failed) {
    switch (item) {
      case "waits" -> step.sleep("nap", "1 hour");
      case "fails" -> fail("nobody awaits it");
      default -> failed.countDown();
    }
    return item;
  }

  @Test
  void ignoresTheFailureThatAKeptLoserDoesNotAwait() {
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "loser",
                            b -> {
                              b.branch("fails", c -> fail("nobody awaits it"));
                              b.sleep("nap", "1 hour");
                              return 1;
                            }),
                        step.branch("winner", b -> 2)),
                    Losers.KEEP_RUNNING)
                .name());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("winner");
  }

  private int wait(CountDownLatch started, CountDownLatch interrupted) throws Exception {
    started.countDown();
    try {
      hang();
      return 1;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  @Test
  void decidesARaceInsideABranchOfARace() {
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<String> outer =
              step.branch(
                  "outer",
                  b ->
                      b.race(
                              "inner",
                              List.of(
                                  b.branch("never", c -> c.run("x", () -> "" + hang())),
                                  b.branch("soon", c -> c.run("x", () -> "inner winner"))))
                          .value());
          Branch<String> other =
              step.branch(
                  "other",
                  b -> {
                    b.sleep("nap", "1 day");
                    return "other";
                  });
          String winner = step.race("outer", List.of(other, outer)).value();
          step.sleep("nap", "1 hour");
          return winner;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);
    engine.crashAndRestart();

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("inner winner");
    assertThat(statuses(key))
        .containsEntry("race outer-1/inner-1", StepStatus.COMPLETE)
        .containsEntry("race outer-1", StepStatus.COMPLETE);
  }

  @Test
  void throwsTheFailureOfTheFirstBranchToEndOnEveryReplay() {
    AtomicInteger bodies = new AtomicInteger();
    engine.deploy(
        "w",
        (event, step) -> {
          String message;
          try {
            step.race(
                "r",
                List.of(
                    step.branch("hanging", b -> b.run("x", () -> 0 + (hang() ? 1 : 0))),
                    step.branch(
                        "failing",
                        b -> b.run("x", ONCE, () -> fail("failed " + bodies.incrementAndGet())))));
            message = "won";
          } catch (IllegalStateException | WorkflowException e) {
            message = e.getMessage();
          }
          step.sleep("nap", "1 hour");
          return message;
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("failed 1");
    assertThat(bodies).hasValue(1);
  }

  @Test
  void letsKeptLosersGoOnToTheirEndBeforeTheInstanceEnds() {
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "slow",
                            b -> {
                              b.sleep("nap", "1 hour");
                              return b.run("work", () -> log.add("slow"));
                            }),
                        step.branch("fast", b -> b.run("work", () -> log.add("fast")))),
                    Losers.KEEP_RUNNING)
                .name());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("fast");
    assertThat(log).containsExactly("fast", "slow");
    assertThat(outcome(key)).isEqualTo(new RaceOutcome(1, "fast-1", List.of("slow-1"), List.of()));
  }

  @Test
  void ignoresTheFailureOfAKeptLoser() {
    engine.deploy(
        "w",
        (event, step) ->
            step.race(
                    "r",
                    List.of(
                        step.branch(
                            "slow",
                            b -> {
                              b.sleep("nap", "1 hour");
                              return b.run("work", ONCE, () -> fail("ignored"));
                            }),
                        step.branch("fast", b -> b.run("work", () -> 1))),
                    Losers.KEEP_RUNNING)
                .name());
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("fast");
    assertThat(statuses(key)).containsEntry("run slow-1/work-1", StepStatus.ERRORED);
  }

  @Test
  void throwsFromACancelledBranchAlsoAfterReplay() {
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Boolean> loser = step.branch("loser", b -> b.run("x", this::hang));
          step.race("r", List.of(loser, step.branch("winner", b -> b.run("x", () -> true))));
          List<String> codes = new CopyOnWriteArrayList<>();
          codes.add(codeOf(loser));
          step.sleep("nap", "1 hour");
          codes.add(codeOf(loser));
          return codes.toString();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("[branch.cancelled, branch.cancelled]");
  }

  private static String codeOf(Branch<?> branch) {
    try {
      return String.valueOf(branch.await());
    } catch (WorkflowException e) {
      return e.code();
    }
  }

  @Test
  void refusesARaceOfNobody() {
    engine.deploy("w", (event, step) -> step.race("r", List.<Branch<String>>of()).value());

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().code())
        .isEqualTo("options.invalid");
  }

  @Test
  void refusesABranchOfAnotherScope() {
    engine.deploy(
        "w",
        (event, step) -> {
          Branch<Integer> foreign = step.branch("foreign", b -> 1);
          return step.branch("b", b -> b.race("r", List.of(foreign)).value()).await();
        });

    assertThat(engine.awaitEnd(engine.create("w")).failure().error().code())
        .isEqualTo("step.wrong_scope");
  }

  @Test
  void tellsRacesOfOneNameApart() {
    engine.deploy(
        "w",
        (event, step) -> {
          StringBuilder winners = new StringBuilder();
          for (int i = 0; i < 3; i++) {
            int round = i;
            winners.append(
                step.race("r", List.of(step.branch("b", b -> b.run("x", () -> round)))).value());
          }
          step.sleep("nap", "1 hour");
          return winners.toString();
        });
    InstanceKey key = engine.create("w");
    engine.awaitStatus(key, InstanceStatus.WAITING);

    engine.advance("1 hour");

    assertThat(engine.awaitOutput(key)).isEqualTo("012");
    assertThat(statuses(key)).containsKeys("race r-1", "race r-2", "race r-3");
  }
}
