package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Blob;
import dev.holdfast.api.Branch;
import dev.holdfast.api.Losers;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.testing.Divergence.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replays journals that hold races, compensations and large results. */
class RichJournalReplayTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final StepOptions ONCE = StepOptions.ofRetry(RetryPolicy.ofLimit(0));
  private static final StepOptions LARGE = StepOptions.DEFAULT.withLargeResult();

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private final AtomicInteger bodies = new AtomicInteger();

  /** Is workflow code. */
  interface Code extends WorkflowEntrypoint<Map<String, Object>, Object> {}

  @Test
  void isGreenForARaceThatIsDecided() {
    Code code =
        (event, step) -> {
          String winner = race(step, Losers.CANCEL);
          return step.run("after " + winner, bodies::incrementAndGet);
        };
    WorkflowInstance instance = start(code);
    kit.clock().advance("1 hour");

    replay(instance, code).requireGreen();

    assertThat(bodies).hasValue(1);
  }

  @Test
  void isGreenForALoserThatGoesOn() {
    Code code = (event, step) -> race(step, Losers.KEEP_RUNNING);
    WorkflowInstance instance = start(code);
    kit.clock().advance("1 hour");
    String waiting = kit.exportJournal(instance);
    kit.clock().advance("1 day");

    JournalReplay.of(waiting).against(kit).requireGreen();
    replay(instance, code).requireGreen();
  }

  @Test
  void reportsWhatIsMissingBehindARace() {
    WorkflowInstance instance =
        start(
            (event, step) -> {
              race(step, Losers.CANCEL);
              return step.run("after", () -> 1);
            });
    kit.clock().advance("1 hour");

    Divergence found =
        divergence(
            instance,
            (event, step) -> {
              race(step, Losers.CANCEL);
              return 1;
            });

    assertThat(found.kind()).isEqualTo(Kind.UNREAD_RECORDS);
    assertThat(found.recorded()).containsExactly("run after-1");
  }

  @Test
  void isGreenForACompensation() {
    Code code = (event, step) -> failing(step, true);
    WorkflowInstance instance = start(code);
    assertThat(instance.status().rollback()).isNotNull();

    replay(instance, code).requireGreen();

    assertThat(bodies).hasValue(2);
  }

  @Test
  void isGreenForACompensationThatIsUnderWayOrHasFailed() {
    Code code =
        (event, step) -> {
          step.run("first", undoneBy(RetryPolicy.ofLimit(5), false), () -> 1);
          step.run("second", undoneBy(RetryPolicy.ofLimit(1), true), () -> 2);
          throw new IllegalStateException("out of luck");
        };
    WorkflowInstance instance = start(code);
    String underWay = kit.exportJournal(instance);
    kit.clock().advance("1 hour");

    JournalReplay.of(underWay).against(kit).requireGreen();
    replay(instance, code).requireGreen();

    assertThat(underWay).contains("\"rollingBack\"");
    assertThat(bodies).hasValue(2);
  }

  @Test
  void isGreenForAnInstanceThatIsTerminatedWithCompensation() {
    Code code =
        (event, step) -> {
          race(step, Losers.CANCEL);
          step.sleep("long", Duration.ofDays(1));
          return 1;
        };
    WorkflowInstance instance = start(code);
    kit.clock().advance("1 hour");
    instance.terminate(true);
    kit.awaitRest();
    assertThat(kit.exportJournal(instance)).contains("\"compensation\"");

    replay(instance, code).requireGreen();
  }

  @Test
  void reportsACompensationThatTheCodeDoesNotHaveAnyMore() {
    WorkflowInstance instance = start((event, step) -> failing(step, true));

    Divergence found = divergence(instance, (event, step) -> failing(step, false));

    assertThat(found.kind()).isEqualTo(Kind.COMPENSATION_MISSING);
    assertThat(found.recorded()).containsExactly("compensation charge-1");
    assertThat(found.message())
        .isEqualTo(
            "The instance undoes run charge-1, but the code comes to no such step with a compensation.");
  }

  @Test
  void isGreenForLargeResults() {
    Code code =
        (event, step) -> {
          String text = step.run("text", LARGE, () -> "x".repeat(2 * MEBIBYTE));
          Blob blob = step.run("blob", LARGE, () -> Blob.of(new byte[3 * MEBIBYTE]));
          return List.of(text.length(), blob.size(), blob.open().readAllBytes().length);
        };

    replay(start(code), code).requireGreen();
  }

  @Test
  void saysSoWhereALargeResultIsNotInTheExportUnlessItIsGivenOne() {
    Code code =
        (event, step) -> {
          step.run("text", LARGE, () -> "x".repeat(5 * MEBIBYTE));
          Blob blob = step.run("blob", LARGE, () -> Blob.of(new byte[12 * MEBIBYTE]));
          return blob.open().read();
        };
    String journal = kit.exportJournal(start(code));

    Divergence found = JournalReplay.of(journal).against(kit).divergence().orElseThrow();
    ReplayResult given =
        JournalReplay.of(journal)
            .withResult(StepSelector.named("blob"), Blob.of(new byte[1]))
            .against(kit);

    assertThat(journal)
        .contains("\"omittedBytes\":" + 12 * MEBIBYTE)
        .hasSizeLessThan(20 * MEBIBYTE);
    assertThat(found.kind()).isEqualTo(Kind.OMITTED_RESULT);
    assertThat(found.message())
        .isEqualTo(
            "The result of step 'blob-1' has 12582912 bytes and is not in the export, which holds 16777216 bytes of large results: give it one by withResult, to go past it.");
    given.requireGreen();
  }

  @Test
  void isGreenForEverythingTogether() throws Exception {
    Code code =
        (event, step) -> {
          String token = step.run("token", StepOptions.DEFAULT.withSensitive(), () -> "secret");
          step.run("charge", undoneBy(RetryPolicy.ofLimit(0), false), () -> token.length());
          String winner = race(step, Losers.CANCEL);
          byte[] large = step.run("large", LARGE, () -> new byte[2 * MEBIBYTE]);
          step.sleep("nap", Duration.ofHours(1));
          String by = step.waitForEvent("approval", "approved", String.class).payload();
          step.run(
              "flaky",
              context -> {
                if (context.attempt() == 1) {
                  throw new IllegalStateException("not yet");
                }
                return 1;
              });
          throw new IllegalStateException(winner + large.length + by);
        };
    WorkflowInstance instance = start(code);
    instance.sendEvent("approved", "ada");
    kit.clock().advance("1 day");
    String journal = kit.exportJournal(instance);

    JournalReplay replay =
        JournalReplay.of(journal).withResult(StepSelector.named("token"), "secret");

    replay.against(kit).requireGreen();
    kit.redeploy(
        "w",
        (WorkflowEntrypoint<Map<String, Object>, Object>)
            (event, step) -> {
              step.run("token", StepOptions.DEFAULT.withSensitive(), () -> "secret");
              return step.run("charges", () -> 1);
            });
    Divergence found = replay.against(kit).divergence().orElseThrow();
    assertThat(found.kind()).isEqualTo(Kind.NO_RECORD);
    assertThat(found.reached()).contains("run charges-1");
    assertThat(found.recorded()).first().isEqualTo("run charge-1");
  }

  @Test
  void isGreenWhileBranchesWait() {
    Code code =
        (event, step) ->
            step.all(
                List.of(
                    step.branch("east", branch -> nap(branch, "1 day")),
                    step.branch("west", branch -> nap(branch, "1 hour"))));

    ReplayResult result = replay(start(code), code);

    result.requireGreen();
    assertThat(result.reached())
        .containsExactly("sleep east-1/nap-1", "run west-1/try-1", "sleep west-1/nap-1");
  }

  private static String nap(WorkflowStep step, String duration) {
    if (duration.endsWith("hour")) {
      step.run("try", () -> 1);
    }
    step.sleep("nap", duration);
    return duration;
  }

  @Test
  void isGreenForARaceWithinABranch() {
    Code code =
        (event, step) ->
            step.branch(
                    "outer",
                    outer -> {
                      String winner = race(outer, Losers.CANCEL);
                      outer.sleep("long", Duration.ofDays(1));
                      return winner;
                    })
                .await();
    WorkflowInstance instance = start(code);
    String journal = kit.exportJournal(instance);

    JournalReplay.of(journal).against(kit).requireGreen();
    kit.clock().advance("1 hour");
    replay(instance, code).requireGreen();
  }

  private int failing(WorkflowStep step, boolean undone) {
    step.run(
        "charge",
        undone ? undoneBy(RetryPolicy.ofLimit(0), false) : StepOptions.DEFAULT,
        bodies::incrementAndGet);
    throw new IllegalStateException("out of luck");
  }

  private StepOptions undoneBy(RetryPolicy retry, boolean fails) {
    return StepOptions.DEFAULT.withCompensation(
        dev.holdfast.api.Compensation.of(
                context -> {
                  bodies.incrementAndGet();
                  if (fails) {
                    throw new IllegalStateException("cannot be undone");
                  }
                })
            .withRetry(retry));
  }

  /** A race that 'quick' wins after an hour, when 'slow' has done something and sleeps. */
  private String race(WorkflowStep step, Losers losers) {
    List<Branch<String>> branches = new ArrayList<>();
    branches.add(
        step.branch(
            "slow",
            branch -> {
              branch.run("early", undoneBy(RetryPolicy.ofLimit(0), false), () -> 1);
              branch.sleep("day", Duration.ofDays(1));
              branch.run("late", () -> 1);
              return "slow";
            }));
    branches.add(
        step.branch(
            "quick",
            branch -> {
              try {
                branch.run(
                    "try",
                    ONCE,
                    () -> {
                      throw new IllegalStateException("no");
                    });
              } catch (StepFailedException e) {
                branch.sleep("hour", Duration.ofHours(1));
              }
              return "quick";
            }));
    return step.race("first", branches, losers).name();
  }

  private WorkflowInstance start(Code code) {
    kit.deploy("w", code);
    WorkflowInstance instance = kit.workflows("w").create();
    kit.awaitRest();
    return instance;
  }

  private Divergence divergence(WorkflowInstance instance, Code code) {
    return replay(instance, code).divergence().orElseThrow();
  }

  private ReplayResult replay(WorkflowInstance instance, Code code) {
    String journal = kit.exportJournal(instance);
    kit.redeploy("w", code);
    return JournalReplay.of(journal).against(kit);
  }
}
