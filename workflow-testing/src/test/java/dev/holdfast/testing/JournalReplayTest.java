package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.ChildOptions;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.testing.Divergence.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalReplayTest {

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private final AtomicInteger bodies = new AtomicInteger();

  /** Is workflow code. */
  interface Code extends WorkflowEntrypoint<Map<String, Object>, Object> {}

  @Test
  void isGreenForTheCodeThatWroteIt() {
    Code code =
        (event, step) -> {
          int price = step.run("price", () -> bodies.incrementAndGet());
          step.sleep("nap", "1 day");
          String by = step.waitForEvent("approval", "approved", String.class).payload();
          return List.of(price, by);
        };
    WorkflowInstance instance = start(code);
    instance.sendEvent("approved", "ada");
    kit.clock().advance("1 day");

    ReplayResult result = replay(instance, code);

    result.requireGreen();
    assertThat(result.reached())
        .containsExactly("run price-1", "sleep nap-1", "waitForEvent approval-1");
    assertThat(bodies).hasValue(1);
  }

  @Test
  void isGreenWhereTheInstanceStands() {
    Code code =
        (event, step) -> {
          step.run("first", () -> 1);
          step.sleep("nap", "1 day");
          return step.run("second", () -> bodies.incrementAndGet());
        };

    ReplayResult result = replay(start(code), code);

    result.requireGreen();
    assertThat(result.reached()).containsExactly("run first-1", "sleep nap-1");
    assertThat(bodies).hasValue(0);
  }

  @Test
  void isGreenForCachedFailuresAndBranches() {
    StepOptions once = StepOptions.ofRetry(RetryPolicy.ofLimit(0));
    Code code =
        (event, step) -> {
          try {
            step.run(
                "broken",
                once,
                () -> {
                  throw new IllegalStateException("broken");
                });
          } catch (StepFailedException e) {
            step.all(
                List.of(
                    step.branch("east", branch -> branch.run("load", () -> "e")),
                    step.branch("west", branch -> branch.run("load", () -> "w"))));
          }
          throw new IllegalArgumentException("the end");
        };

    replay(start(code), code).requireGreen();
  }

  @Test
  void isGreenBetweenTwoAttempts() {
    Code code =
        (event, step) ->
            step.run(
                "flaky",
                () -> {
                  throw new IllegalStateException("attempt " + bodies.incrementAndGet());
                });

    replay(start(code), code).requireGreen();

    assertThat(bodies).hasValue(1);
  }

  @Test
  void isGreenForChildrenAndStartsNone() {
    kit.deploy("child", (event, step) -> step.waitForEvent("wait", "go", String.class).payload());
    Code code =
        (event, step) -> {
          step.progress("begun");
          String id = step.startChild("start", "child", ChildOptions.ofId("c1"));
          String output = step.callChild("call", "child", ChildOptions.ofId("c2"), String.class);
          step.callChild("open", "child", ChildOptions.ofId("c3"), String.class);
          return id + output;
        };
    WorkflowInstance instance = start(code);
    kit.workflows("child").get("c2").sendEvent("go", "done");
    kit.awaitRest();

    ReplayResult result = replay(instance, code);

    result.requireGreen();
    assertThat(result.reached()).containsExactly("child start-1", "child call-1", "child open-1");
  }

  @Test
  void reportsACallOfAChildThatWasOnlyStarted() {
    kit.deploy("child", (event, step) -> "done");
    WorkflowInstance instance = start((event, step) -> step.startChild("x", "child"));

    Divergence found =
        divergence(instance, (event, step) -> step.callChild("x", "child", String.class));

    assertThat(found.kind()).isEqualTo(Kind.OTHER_OUTCOME);
    assertThat(found.message()).contains("'child x-1' with callChild").contains("startChild");
  }

  @Test
  void reportsAStepOfAnotherKind() {
    WorkflowInstance instance =
        start(
            (event, step) -> {
              step.sleep("x", "0s");
              return null;
            });

    Divergence found = divergence(instance, (event, step) -> step.run("x", () -> 1));

    assertThat(found.kind()).isEqualTo(Kind.OTHER_KIND);
    assertThat(found.reached()).contains("run x-1");
    assertThat(found.recorded()).containsExactly("sleep x-1");
  }

  @Test
  void reportsAStepThatIsNewWhereTheInstanceWentOn() {
    WorkflowInstance instance = start((event, step) -> step.run("b", () -> 1));

    Divergence found =
        divergence(
            instance,
            (event, step) -> {
              step.run("a", () -> bodies.incrementAndGet());
              return step.run("b", () -> 1);
            });

    assertThat(found.kind()).isEqualTo(Kind.NO_RECORD);
    assertThat(found.reached()).contains("run a-1");
    assertThat(found.recorded()).containsExactly("run b-1");
    assertThat(found.message())
        .isEqualTo(
            "The code reaches run a-1, which has no record, where the instance went on to run b-1.");
    assertThat(bodies).hasValue(0);
  }

  @Test
  void reportsAStepThatIsNewAtTheEndOfACompleteInstance() {
    WorkflowInstance instance = start((event, step) -> step.run("a", () -> 1));

    Divergence found =
        divergence(
            instance,
            (event, step) -> {
              step.run("a", () -> 1);
              return step.run("b", () -> 1);
            });

    assertThat(found.kind()).isEqualTo(Kind.NO_RECORD);
    assertThat(found.reached()).contains("run b-1");
    assertThat(found.message()).contains("though the instance is complete");
  }

  @Test
  void reportsRecordsThatNobodyReads() {
    WorkflowInstance instance =
        start(
            (event, step) -> {
              step.run("a", () -> 1);
              step.run("b", () -> 2);
              return 1;
            });

    Divergence found = divergence(instance, (event, step) -> step.run("a", () -> 1));

    assertThat(found.kind()).isEqualTo(Kind.UNREAD_RECORDS);
    assertThat(found.recorded()).containsExactly("run b-1");
  }

  @Test
  void reportsAnotherOutputAndAnotherError() {
    WorkflowInstance complete = start((event, step) -> "one");
    kit.deploy(
        "failing",
        (event, step) -> {
          throw new IllegalStateException("one");
        });
    WorkflowInstance errored = kit.workflows("failing").create();
    kit.awaitRest();
    String journal = kit.exportJournal(errored);
    kit.redeploy(
        "failing",
        (event, step) -> {
          throw new IllegalStateException("two");
        });

    Divergence output = divergence(complete, (event, step) -> "two");
    Divergence error = JournalReplay.of(journal).against(kit).divergence().orElseThrow();

    assertThat(output.kind()).isEqualTo(Kind.OTHER_OUTCOME);
    assertThat(output.message())
        .isEqualTo("The instance returned \"one\", the code returns \"two\".");
    assertThat(error.kind()).isEqualTo(Kind.OTHER_OUTCOME);
    assertThat(error.message()).contains("message=one").contains("message=two");
  }

  @Test
  void reportsAResultThatCannotBeReadAnyMore() {
    WorkflowInstance instance = start((event, step) -> step.run("a", () -> "text"));

    Divergence found =
        divergence(
            instance,
            (event, step) ->
                step.run("a", dev.holdfast.api.TypeToken.of(Integer.class), context -> 1));

    assertThat(found.kind()).isEqualTo(Kind.UNREADABLE_RESULT);
    assertThat(found.message()).contains("'a-1'");
  }

  @Test
  void stopsAtAResultThatIsNotExportedUnlessItIsGivenOne() {
    Code code =
        (event, step) ->
            step.run("secret", StepOptions.DEFAULT.withSensitive(), () -> "abc").length();
    WorkflowInstance instance = start(code);
    String journal = kit.exportJournal(instance);

    Divergence found = JournalReplay.of(journal).against(kit).divergence().orElseThrow();
    ReplayResult withResult =
        JournalReplay.of(journal).withResult(StepSelector.named("secret"), "xyz").against(kit);

    assertThat(journal).doesNotContain("abc").contains("\"redacted\":true");
    assertThat(found.kind()).isEqualTo(Kind.REDACTED_RESULT);
    withResult.requireGreen();
  }

  @Test
  void failsATestThatRequiresGreen() {
    WorkflowInstance instance = start((event, step) -> "one");
    kit.redeploy("w", (event, step) -> "two");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> JournalReplay.of(kit.exportJournal(instance)).against(kit).requireGreen())
        .withMessageStartingWith("OTHER_OUTCOME: The instance returned");
  }

  @Test
  void refusesWhatIsNoJournal() {
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> JournalReplay.of("{\"id\":1}"))
        .withMessageContaining("The text is not a journal");
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> JournalReplay.of("{\"format\":\"holdfast-journal\",\"version\":2}"))
        .withMessageContaining("Journals of version 2 are not understood");
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
