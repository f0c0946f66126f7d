package dev.holdfast.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.Retention;
import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.Limits;
import dev.holdfast.engine.model.WorkflowSettings;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotatedSettingsTest {

  @Test
  void takesTheDocumentedDefaultsWhereNobodySaysAnything() { // case 205
    WorkflowDefinition definition = define(Silent.class, WorkflowSettings.DEFAULT);

    assertThat(definition.stepLimit()).isEqualTo(10_000);
    assertThat(definition.settings().concurrency()).isEmpty();
    assertThat(definition.settings().retention()).isEqualTo(Retention.of(Duration.ofDays(30)));
  }

  @Test
  void takesTheSettingsOfTheEngineWhereTheAnnotationIsSilent() {
    WorkflowSettings engine =
        WorkflowSettings.DEFAULT
            .withLimits(Limits.DEFAULT.withSteps(7))
            .withConcurrency(3)
            .withRetention(Retention.of(Retention.FOREVER));

    assertThat(define(Silent.class, engine).settings()).isEqualTo(engine);
  }

  @Test
  void prefersWhatTheAnnotationSays() {
    WorkflowSettings engine =
        WorkflowSettings.DEFAULT
            .withLimits(Limits.DEFAULT.withSteps(7))
            .withConcurrency(3)
            .withRetention(Retention.of(Duration.ofDays(9)));

    WorkflowSettings settings = define(Speaking.class, engine).settings();

    assertThat(settings.limits().steps()).isEqualTo(25_000);
    assertThat(settings.concurrency()).isEqualTo(OptionalInt.of(2));
    assertThat(settings.retention())
        .isEqualTo(Retention.of(Retention.FOREVER).withSuccess(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25_000})
  void acceptsStepLimitsWithinTheirBounds(int limit) { // case 208
    assertThat(withSteps(limit).stepLimit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 25_001})
  void refusesStepLimitsOutOfBoundsAndNamesThem(int limit) { // case 208
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> withSteps(limit))
        .withMessageContaining("stepLimit of workflow 'silent'")
        .withMessageContaining("was " + limit);
  }

  @ParameterizedTest
  @ValueSource(classes = {ZeroSteps.class, NegativeSteps.class, TooManySteps.class})
  void refusesAnnotatedStepLimitsOutOfBounds(Class<?> workflow) { // case 208
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> define(workflow, WorkflowSettings.DEFAULT))
        .withMessageContaining("stepLimit of workflow 'bad'");
  }

  @Test
  void refusesAConcurrencyOutOfBounds() {
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> define(NoConcurrency.class, WorkflowSettings.DEFAULT))
        .withMessage("concurrency of workflow 'bad' must be 1 or more, was 0");
  }

  @ParameterizedTest
  @ValueSource(classes = {UnreadableRetention.class, LongRetention.class})
  void refusesARetentionThatIsNotOne(Class<?> workflow) {
    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> define(workflow, WorkflowSettings.DEFAULT))
        .withMessageStartingWith("retentionError of workflow 'bad' must be");
  }

  private static WorkflowDefinition withSteps(int limit) {
    return define(
        Silent.class, WorkflowSettings.DEFAULT.withLimits(Limits.DEFAULT.withSteps(limit)));
  }

  private static WorkflowDefinition define(Class<?> type, WorkflowSettings settings) {
    return WorkflowDefinition.of(
        type,
        "1",
        settings,
        () -> {
          throw new UnsupportedOperationException("nothing runs here");
        });
  }

  private abstract static class Nothing implements WorkflowEntrypoint<Void, Void> {
    @Override
    @SuppressWarnings("NullAway") // there is no other value of this type
    public Void run(WorkflowEvent<Void> event, WorkflowStep step) {
      return null;
    }
  }

  @Workflow("silent")
  private static final class Silent extends Nothing {}

  @Workflow(
      value = "speaking",
      stepLimit = 25_000,
      concurrency = 2,
      retentionSuccess = "1 hour",
      retentionError = "Forever")
  private static final class Speaking extends Nothing {}

  @Workflow(value = "bad", stepLimit = 0)
  private static final class ZeroSteps extends Nothing {}

  @Workflow(value = "bad", stepLimit = -1)
  private static final class NegativeSteps extends Nothing {}

  @Workflow(value = "bad", stepLimit = 25_001)
  private static final class TooManySteps extends Nothing {}

  @Workflow(value = "bad", concurrency = 0)
  private static final class NoConcurrency extends Nothing {}

  @Workflow(value = "bad", retentionError = "5 bananas")
  private static final class UnreadableRetention extends Nothing {}

  @Workflow(value = "bad", retentionError = "3651 days")
  private static final class LongRetention extends Nothing {}
}
