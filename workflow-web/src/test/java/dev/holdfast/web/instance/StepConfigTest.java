package dev.holdfast.web.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepConfigTest {

  @Test
  void showsWhatIsRecorded() {
    StepConfig config =
        StepConfig.parse(
            "limit=5 delay=10000ms backoff=exponential jitter=0.25 timeout=600000ms"
                + " maxDelay=60000ms sensitive");

    assertThat(config.toJson())
        .hasToString(
            "{\"limit\":5,\"delayMs\":10000,\"backoff\":\"exponential\",\"jitter\":0.25,"
                + "\"timeoutMs\":600000,\"maxDelayMs\":60000,\"sensitive\":true}");
    assertThat(config.isSensitive()).isTrue();
  }

  @Test
  void showsNothingWhenNothingIsRecorded() {
    assertThat(StepConfig.parse(null).toJson()).isNull();
    assertThat(StepConfig.parse("").toJson()).isNull();
    assertThat(StepConfig.parse(null).isSensitive()).isFalse();
  }

  @Test
  void keepsWordsItDoesNotKnow() {
    assertThat(StepConfig.parse("delay=function shiny").toJson())
        .hasToString("{\"delay\":\"function\",\"shiny\":true}");
  }
}
