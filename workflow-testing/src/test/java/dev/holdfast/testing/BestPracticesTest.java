package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.api.BatchCreation;
import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.EventTimeoutException;
import dev.holdfast.api.InstanceAlreadyExistsException;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.StepResultTooLargeException;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.testing.Divergence.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows for each good and each bad habit what the engine does. */
class BestPracticesTest {

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Nested
  class Do {

    @Test
    void makeStepsGranularSoThatOnlyWhatFailedIsRepeated() {
      kit.deploy(
          "w",
          (event, step) -> {
            step.run("reserve", () -> log.add("reserve"));
            return step.run("charge", context -> failOnce("charge", context.attempt()));
          });

      WorkflowInstance instance = runFor("10 seconds");

      assertThat(instance.status().status()).isEqualTo(InstanceStatus.COMPLETE);
      assertThat(log).containsExactly("reserve", "charge", "charge");
    }

    @Test
    void useTheIdempotencyKeyWhichIsTheSameForAttemptsAndRepetitionsAfterACrash() {
      kit.deploy(
          "w",
          (event, step) ->
              step.run("charge", context -> failOnce(context.idempotencyKey(), context.attempt())));
      kit.crashBeforeWrite(1);

      runFor("10 seconds");

      assertThat(kit.crashes()).isEqualTo(1);
      assertThat(log).hasSize(3).containsOnly(log.get(0));
    }

    @Test
    void nameStepsByTextOrByTheResultsOfSteps() {
      kit.deploy(
          "w",
          (event, step) -> {
            List<String> files = step.run("list", () -> List.of("a", "b"));
            for (String file : files) {
              step.run("process " + file, () -> log.add(file));
            }
            step.sleep("pause", "1 hour");
            return files.size();
          });

      WorkflowInstance instance = runFor("0s");
      kit.crash();
      kit.clock().advance("1 hour");

      assertThat(instance.status().output()).hasToString("2");
      assertThat(log).containsExactly("a", "b");
    }

    @Test
    void returnStateFromStepsForItOutlivesTheServer() {
      kit.deploy(
          "w",
          (event, step) -> {
            int total = step.run("count", () -> 41) + 1;
            step.sleep("pause", "1 hour");
            return total;
          });

      WorkflowInstance instance = runFor("0s");
      kit.crash();
      kit.clock().advance("1 hour");

      assertThat(instance.status().output()).hasToString("42");
    }

    @Test
    void awaitBranchesThoughTheEngineLosesNoneThatIsForgotten() {
      kit.deploy(
          "w",
          (event, step) -> {
            step.branch(
                "forgotten",
                branch -> {
                  branch.sleep("pause", "1 hour");
                  throw new IllegalStateException("nobody listens");
                });
            return "early";
          });

      WorkflowInstance instance = runFor("0s");

      assertThat(instance.status().status()).isEqualTo(InstanceStatus.WAITING);
      kit.clock().advance("1 hour");
      assertThat(instance.status().error()).map(ErrorInfo::message).contains("nobody listens");
    }

    @Test
    void decideByThePayloadAndTheResultsOfSteps() {
      AtomicInteger stock = new AtomicInteger(1);
      kit.deploy(
          "w",
          (event, step) -> {
            boolean inStock = step.run("look", () -> stock.get() > 0);
            step.sleep("pause", "1 hour");
            return inStock ? step.run("ship", () -> "shipped") : "sold out";
          });

      WorkflowInstance instance = runFor("0s");
      stock.set(0);
      kit.clock().advance("1 hour");

      assertThat(instance.status().output()).isEqualTo("shipped");
    }

    @Test
    void keepLargeDataElsewhereForAResultHasALimit() {
      kit.deploy("w", (event, step) -> step.run("load", () -> "x".repeat(1 << 20)));

      WorkflowInstance instance = runFor("0s");

      ErrorInfo error = instance.status().error().orElseThrow();
      assertThat(error.code()).isEqualTo(StepResultTooLargeException.CODE);
      assertThat(error.message()).contains("the limit is 1048576").contains("largeResult");
    }

    @Test
    void createManyInstancesInABatch() {
      kit.deploy("w", (event, step) -> "done");
      kit.workflows("w").create(CreateOptions.ofId("b"));

      BatchCreation batch =
          kit.workflows("w")
              .createBatch(
                  List.of(
                      CreateOptions.ofId("a"), CreateOptions.ofId("b"), CreateOptions.ofId("c")));

      assertThat(batch.created()).extracting(WorkflowInstance::id).containsExactly("a", "c");
      assertThat(batch.errors())
          .extracting(BatchCreation.Failure::index, BatchCreation.Failure::code)
          .containsExactly(tuple(1, "instance.already_exists"));
    }
  }

  @Nested
  class Dont {

    @Test
    void putEverythingInOneStepWhichIsRepeatedAsAWhole() {
      kit.deploy(
          "w",
          (event, step) ->
              step.run(
                  "everything",
                  context -> {
                    log.add("reserve");
                    return failOnce("charge", context.attempt());
                  }));

      runFor("10 seconds");

      assertThat(log).containsExactly("reserve", "charge", "reserve", "charge");
    }

    @Test
    void keepStateInFieldsForEachExecutionHasANewObject() {
      kit.deploy(Forgetful.class);

      WorkflowInstance instance = kit.workflows(Forgetful.class).create();
      kit.clock().advance("1 hour");

      assertThat(instance.status().output()).isEqualTo("counted 0, returned 1");
    }

    @Test
    void changeTheEventForItIsReadAnew() {
      kit.deploy(
          "w",
          (event, step) -> {
            String before = String.valueOf(event.payload().get("status"));
            event.payload().put("status", "changed");
            step.sleep("pause", "1 hour");
            return before;
          });

      WorkflowInstance instance =
          kit.workflows("w")
              .create(CreateOptions.ofParams(new HashMap<>(Map.of("status", "as created"))));
      kit.clock().advance("1 hour");

      assertThat(instance.status().output()).isEqualTo("as created");
    }

    @Test
    void askForTimeOutsideStepsForEachExecutionGetsAnotherAnswer() {
      kit.deploy(
          "w",
          (event, step) -> {
            String outside = kit.clock().instant().toString();
            String inside = step.run("now", () -> kit.clock().instant().toString());
            step.sleep("pause", "1 hour");
            return outside + " or " + inside;
          });

      WorkflowInstance instance = runFor("1 hour");

      assertThat(instance.status().output())
          .isEqualTo("2030-01-01T01:00:00Z or 2030-01-01T00:00:00Z");
    }

    @Test
    void haveSideEffectsOutsideStepsForEachExecutionHasThemAgain() {
      kit.deploy(
          "w",
          (event, step) -> {
            log.add("outside");
            step.run("mail", () -> log.add("inside"));
            step.sleep("pause", "1 hour");
            return null;
          });

      runFor("1 hour");

      assertThat(log).containsExactly("outside", "inside", "outside");
    }

    @Test
    void changeTheNamesOfStepsForTheyRunAgain() {
      kit.deploy("w", sleepAfter("charge"));
      WorkflowInstance instance = runFor("0s");
      String journal = kit.exportJournal(instance);

      kit.redeploy("w", sleepAfter("charge card"));

      Divergence found = JournalReplay.of(journal).against(kit).divergence().orElseThrow();
      assertThat(found.kind()).isEqualTo(Kind.NO_RECORD);
      assertThat(found.reached()).contains("run charge card-1");
      kit.clock().advance("1 hour");
      assertThat(log).containsExactly("charge", "charge card");
      assertThat(kit.details(instance).instance().warnings())
          .containsExactly("workflow.nondeterministic: not asked for: run charge-1");
    }

    @Test
    void ignoreTimeoutsForTheyEndTheInstance() {
      kit.deploy(
          "careless",
          (event, step) -> step.waitForEvent("approval", "approved", String.class, "48h").id());
      kit.deploy(
          "careful",
          (event, step) -> {
            try {
              return step.waitForEvent("approval", "approved", String.class, "48h").id();
            } catch (EventTimeoutException e) {
              return step.run("reject", () -> "rejected");
            }
          });
      WorkflowInstance careless = kit.workflows("careless").create();
      WorkflowInstance careful = kit.workflows("careful").create();

      kit.clock().advance("48h");

      assertThat(careless.status().error()).map(ErrorInfo::code).contains("event.timeout");
      assertThat(careful.status().output()).isEqualTo("rejected");
    }

    @Test
    void useAnIdTwiceUnlessTheOlderInstanceIsWanted() {
      kit.deploy("w", (event, step) -> "first");
      CreateOptions options = CreateOptions.ofId("order-17");
      kit.workflows("w").create(options);

      assertThatExceptionOfType(InstanceAlreadyExistsException.class)
          .isThrownBy(() -> kit.workflows("w").create(options));
      assertThat(kit.workflows("w").create(options.returnExisting()).existing()).isTrue();
    }

    private WorkflowEntrypoint<Map<String, Object>, Object> sleepAfter(String name) {
      return (event, step) -> {
        step.run(name, () -> log.add(name));
        step.sleep("pause", "1 hour");
        return "done";
      };
    }
  }

  /** Counts in a field, where it is lost, and in steps. */
  @Workflow("forgetful")
  static class Forgetful implements WorkflowEntrypoint<Map<String, Object>, String> {

    private final List<String> counted = new ArrayList<>();

    @Override
    public String run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
      List<String> returned =
          step.run(
              "work",
              () -> {
                counted.add("one");
                return List.of("one");
              });
      step.sleep("pause", "1 hour");
      return "counted %d, returned %d".formatted(counted.size(), returned.size());
    }
  }

  private WorkflowInstance runFor(String duration) {
    WorkflowInstance instance = kit.workflows("w").create();
    kit.clock().advance(duration);
    return instance;
  }

  private String failOnce(String entry, int attempt) {
    log.add(entry);
    if (attempt == 1) {
      throw new IllegalStateException("not yet");
    }
    return "done";
  }
}
