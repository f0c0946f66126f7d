package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.Compensation;
import dev.holdfast.api.CompensationContext;
import dev.holdfast.api.CompensationHandler;
import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepOptions;
import dev.holdfast.samples.FakeStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptedCompensationTest {

  private final FakeStep step = new FakeStep();
  private final ListedEffects effects = new ListedEffects();

  private Compensation compensation(String members) {
    Scripts.run("[{\"run\":\"a\",\"compensate\":\"undo a\"" + members + "}]", step, effects);
    return step.optionsOf("a").compensation().orElseThrow();
  }

  @SuppressWarnings("unchecked") // the script's handlers take anything
  private static void undo(Compensation compensation, int attempt) throws Exception {
    ((CompensationHandler<@Nullable Object>) compensation.handler())
        .compensate(
            new CompensationContext<>(
                "a",
                1,
                1,
                attempt,
                StepOptions.DEFAULT,
                "fake/i1/3/a-1",
                new ErrorInfo("E", "m", null),
                true,
                null));
  }

  @Test
  void leavesAStepWithoutOneAsItIs() {
    Scripts.run("[{\"run\":\"a\"}]", step, effects);

    assertThat(step.optionsOf("a").compensation()).isEmpty();
  }

  @Test
  void recordsItsEffect() throws Exception {
    undo(compensation(""), 1);

    assertThat(effects.list("i1"))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.key()).isEqualTo("undo a");
              assertThat(effect.step()).isEqualTo("a");
              assertThat(effect.epoch()).isEqualTo(3);
            });
  }

  @Test
  void failsItsFirstAttemptsAndHasRetriesOfItsOwn() throws Exception {
    Compensation compensation =
        compensation(",\"compensateFailTimes\":1,\"compensateRetries\":{\"limit\":2}");

    assertThatExceptionOfType(ScriptFailure.class).isThrownBy(() -> undo(compensation, 1));
    undo(compensation, 2);

    assertThat(compensation.retry()).isEqualTo(RetryPolicy.ofLimit(2));
    assertThat(effects.list("i1")).extracting(Effect::attempt).containsExactly(1, 2);
  }

  @Test
  void recordsItsEffectInTheTransactionWhenTold() throws Exception {
    Compensation compensation = compensation(",\"compensateTransactional\":true");

    undo(compensation, 1);

    assertThat(compensation.transactional()).isTrue();
    assertThat(effects.inTransactions).hasSize(1);
    assertThat(effects.list("i1")).isEmpty();
  }
}
