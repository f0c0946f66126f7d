package dev.holdfast.samples.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.DelayFunction;
import dev.holdfast.api.RetryPolicy;
import dev.holdfast.api.StepContext;
import dev.holdfast.api.StepOptions;
import dev.holdfast.samples.FakeStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepOptionsTest {

  @Test
  void leavesWhatIsNotGivenToTheEngine() {
    assertThat(optionsOf("")).isEqualTo(StepOptions.DEFAULT);
  }

  @Test
  void passesEveryOptionOn() {
    StepOptions options =
        optionsOf(
            """
            ,"timeout":"3s","sensitive":true,"largeResult":true,"retries":
            {"limit":7,"delay":"30s","backoff":"linear","maxDelay":"1 minute","jitter":0.25}\
            """);

    assertThat(options.timeout()).contains(Duration.ofSeconds(3));
    assertThat(options.sensitive()).isTrue();
    assertThat(options.largeResult()).isTrue();
    assertThat(options.retry())
        .isEqualTo(
            RetryPolicy.ofLimit(7)
                .withDelay("30s")
                .withBackoff(Backoff.LINEAR)
                .withMaxDelay("1 minute")
                .withJitter(0.25));
  }

  @Test
  void acceptsTheLimitsOfEachNumber() {
    RetryPolicy policy =
        optionsOf(",\"retries\":{\"limit\":10000,\"delay\":0,\"jitter\":1}").retry();

    assertThat(policy.limit()).contains(10_000);
    assertThat(policy.delay()).contains(Duration.ZERO);
    assertThat(policy.jitter()).contains(1.0);
  }

  @Test
  void returnsTheListedDelaysInTurn() {
    DelayFunction delays =
        optionsOf(",\"delays\":[\"50 ms\",\"1s\"]").retry().delayFunction().orElseThrow();

    assertThat(delays.delay(attempt(1), new Exception())).isEqualTo(Duration.ofMillis(50));
    assertThat(delays.delay(attempt(2), new Exception())).isEqualTo(Duration.ofSeconds(1));
    assertThat(delays.delay(attempt(3), new Exception())).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void throwsFromTheDelayFunctionWhenTold() {
    DelayFunction delays =
        optionsOf(",\"delays\":[\"1s\",\"throw\"]").retry().delayFunction().orElseThrow();

    assertThatExceptionOfType(ScriptFailure.class)
        .isThrownBy(() -> delays.delay(attempt(2), new Exception()))
        .withMessage("The script made the delay function throw");
  }

  private static StepOptions optionsOf(String members) {
    FakeStep step = new FakeStep();
    Scripts.run("[{\"run\":\"a\"" + members + "}]", step);
    return step.optionsOf("a");
  }

  private static StepContext attempt(int number) {
    return new StepContext("a", 1, number, StepOptions.DEFAULT, "key");
  }
}
