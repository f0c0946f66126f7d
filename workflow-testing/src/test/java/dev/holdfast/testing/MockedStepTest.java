package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepOptions;
import dev.holdfast.api.StepTimeoutException;
import dev.holdfast.api.TypeToken;
import dev.holdfast.api.WorkflowInstance;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MockedStepTest {

  private static final StepSelector CALL = StepSelector.named("call");
  private static final StepOptions TWO_RETRIES =
      StepOptions.ofRetry(RetryPolicy.ofLimit(2)).withTimeout("3 seconds");

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();

  /** Is a value with a type of its own. */
  record User(String name, int age) {}

  static Stream<Consumer<Modifier>> modifiersAfterAResult() {
    return Stream.of(
        m -> m.mockStepResult(CALL, "again"),
        m -> m.mockStepError(CALL, new IllegalStateException("late")),
        m -> m.mockStepError(CALL, new IllegalStateException("late"), 1),
        m -> m.forceStepTimeout(CALL),
        m -> m.forceStepTimeout(CALL, 1));
  }

  static Stream<@Nullable Object> emptyValues() {
    return Stream.of(null, 0, false, "");
  }

  @Test
  void givesAValueOfTheTypeThatWasMocked() {
    kit.deploy("w", (event, step) -> step.run("call", () -> new User("real", 1)).name());
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.mockStepResult(CALL, new User("mocked", 2)));

    create("i");

    assertThat(introspector.waitForStepResult(CALL)).isEqualTo(new User("mocked", 2));
    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("mocked");
  }

  @Test
  void storesAMockedValueUnderTheTypeThatTheStepDeclares() {
    kit.deploy(
        "w",
        (event, step) ->
            step.run("call", new TypeToken<List<User>>() {}, context -> List.of()).get(0).name());
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.mockStepResult(CALL, List.of(new User("ada", 3))));

    create("i");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("ada");
  }

  @ParameterizedTest
  @MethodSource("emptyValues")
  void takesAnyValueForAResult(@Nullable Object value) {
    kit.deploy(
        "w", (event, step) -> Collections.singletonList(step.<Object>run("call", () -> "real")));
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.mockStepResult(CALL, value));

    create("i");

    assertThat(introspector.waitForStepResult(CALL)).isEqualTo(value);
    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat((List<?>) introspector.output())
        .asString()
        .isEqualTo(Arrays.asList(value).toString());
  }

  // case 235
  @ParameterizedTest
  @MethodSource("modifiersAfterAResult")
  void refusesWhateverComesAfterAMockedResult(Consumer<Modifier> late) {
    kit.deploy("w", (event, step) -> step.run("call", () -> "real"));
    InstanceIntrospector introspector =
        kit.introspect("w", "i").modify(m -> m.mockStepResult(CALL, "first"));

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> introspector.modify(late))
        .withMessageContaining("'call-1' has a mocked result already");
  }

  // case 236
  @Test
  void failsEveryAttemptWithAnErrorThatIsNotCounted() {
    kit.deploy("w", (event, step) -> step.run("call", TWO_RETRIES, () -> "real"));
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(
                m ->
                    m.disableRetryDelays()
                        .mockStepError(CALL, new IllegalArgumentException("mocked")));

    WorkflowInstance instance = create("i");

    introspector.waitForStatus(InstanceStatus.ERRORED);
    assertThat(introspector.error().name()).isEqualTo("IllegalArgumentException");
    assertThat(introspector.error().message()).isEqualTo("mocked");
    assertThat(kit.details(instance).attempts()).hasSize(3);
  }

  @Test
  void queuesCountedErrorsAndTimeoutsAndThenGivesTheResult() {
    StepOptions patient = TWO_RETRIES.withRetry(RetryPolicy.ofLimit(5));
    kit.deploy("w", (event, step) -> step.run("call", patient, () -> "real"));
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(
                m ->
                    m.disableRetryDelays()
                        .mockStepError(CALL, new IllegalStateException("one"), 1)
                        .forceStepTimeout(CALL, 2)
                        .mockStepError(CALL, new IllegalStateException("two"), 1)
                        .mockStepResult(CALL, "mocked"));

    WorkflowInstance instance = create("i");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("mocked");
    assertThat(kit.details(instance).attempts())
        .extracting(attempt -> attempt.failure().error().message())
        .containsExactly(
            "one",
            "Step 'call-1' timed out after 3000 ms",
            "Step 'call-1' timed out after 3000 ms",
            "two");
  }

  @Test
  void prefersAnErrorToATimeoutAndATimeoutToTheBody() {
    kit.deploy(
        "w",
        (event, step) -> {
          try {
            step.run("both", TWO_RETRIES, () -> "real");
          } catch (StepFailedException e) {
            step.run("slow", TWO_RETRIES, () -> "real");
          }
          return null;
        });
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(
                m ->
                    m.disableRetryDelays()
                        .forceStepTimeout(StepSelector.named("both"))
                        .mockStepError(
                            StepSelector.named("both"), new NonRetryableException("mocked"))
                        .forceStepTimeout(StepSelector.named("slow")));

    WorkflowInstance instance = create("i");

    introspector.waitForStatus(InstanceStatus.ERRORED);
    assertThat(introspector.error().code()).isEqualTo(StepTimeoutException.CODE);
    assertThat(kit.details(instance).attempts())
        .extracting(attempt -> attempt.failure().error().name())
        .containsExactly(
            "NonRetryableException",
            "StepTimeoutException",
            "StepTimeoutException",
            "StepTimeoutException");
  }

  // case 238
  @Test
  void mocksOnlyTheOccurrenceThatWasSelected() {
    kit.deploy(
        "w",
        (event, step) -> {
          String first = step.run("x", () -> "real");
          String second = step.run("x", () -> "real");
          return first + " " + second;
        });
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(m -> m.mockStepResult(StepSelector.named("x").occurrence(2), "mocked"));

    create("i");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).isEqualTo("real mocked");
  }

  @Test
  void mocksAStepInABranch() {
    kit.deploy(
        "w",
        (event, step) ->
            step.all(
                List.of(
                    step.branch("east", branch -> branch.run("load", () -> "real east")),
                    step.branch("west", branch -> branch.run("load", () -> "real west")))));
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(m -> m.mockStepResult(StepSelector.named("load").inScope("west-1"), "mocked"));

    create("i");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(introspector.output()).asString().isEqualTo("[real east, mocked]");
  }

  @Test
  void givesARepeatedAttemptTheSameAnswerAgain() {
    kit.deploy("w", (event, step) -> step.run("call", TWO_RETRIES, () -> "real"));
    InstanceIntrospector introspector =
        kit.introspect("w", "i")
            .modify(m -> m.mockStepError(CALL, new IllegalStateException("once"), 1));
    kit.crashBeforeWrite(1);

    WorkflowInstance instance = create("i");
    kit.clock().advance("1 minute");

    introspector.waitForStatus(InstanceStatus.COMPLETE);
    assertThat(kit.crashes()).isEqualTo(1);
    assertThat(kit.details(instance).attempts())
        .extracting(attempt -> attempt.failure().error().message())
        .containsExactly("once");
  }

  @Test
  void refusesToCountLessThanOnce() {
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> kit.introspect("w", "i").modify(m -> m.forceStepTimeout(CALL, 0)))
        .withMessage("times must be 1 or more, was 0");
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> CALL.occurrence(0))
        .withMessageContaining("was 0");
  }

  private WorkflowInstance create(String id) {
    return kit.workflows("w").create(CreateOptions.ofId(id));
  }
}
