package dev.holdfast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.MissedFirings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

  private static EngineSettings read(
      Map<String, String> properties, Map<String, String> variables) {
    return new SettingsReader(new Configuration(properties::get, variables::get)).read();
  }

  @Test
  void hasTheDocumentedDefaults() {
    EngineSettings settings = read(Map.of(), Map.of());

    assertThat(settings.stepDefaults().retry().limit()).contains(5);
    assertThat(settings.stepDefaults().retry().delay()).contains(Duration.ofSeconds(10));
    assertThat(settings.stepDefaults().retry().backoff()).contains(Backoff.EXPONENTIAL);
    assertThat(settings.stepDefaults().retry().maxDelay()).isEmpty();
    assertThat(settings.stepDefaults().timeout()).contains(Duration.ofMinutes(10));
    assertThat(settings.slots()).isEqualTo(100);
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.limits().resultBytes()).isEqualTo(1 << 20);
    assertThat(settings.missedFirings()).isEqualTo(MissedFirings.SKIP);
  }

  @Test
  void prefersThePropertyToTheVariable() {
    EngineSettings settings =
        read(
            Map.of("holdfast.concurrency.server", "7"),
            Map.of(
                "HOLDFAST_CONCURRENCY_SERVER", "9",
                "HOLDFAST_LIMITS_RESULT_SIZE", "512 KiB",
                "HOLDFAST_RETRY_BACKOFF", "linear",
                "HOLDFAST_SCHEDULES_MISSED", "once",
                "HOLDFAST_RETRY_MAX_DELAY", "1 hour"));

    assertThat(settings.slots()).isEqualTo(7);
    assertThat(settings.missedFirings()).isEqualTo(MissedFirings.ONCE);
    assertThat(settings.limits().resultBytes()).isEqualTo(512 << 10);
    assertThat(settings.stepDefaults().retry().backoff()).contains(Backoff.LINEAR);
    assertThat(settings.stepDefaults().retry().maxDelay()).contains(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({
    "holdfast.concurrency.server, 0",
    "holdfast.concurrency.server, many",
    "holdfast.cluster.lease, 1s",
    "holdfast.cluster.lease, 5 bananas",
    "holdfast.limits.result-size, 1 KB",
    "holdfast.limits.payload-size, 65 MiB",
    "holdfast.retry.limit, 10001",
    "holdfast.retry.jitter, 1.5",
    "holdfast.retry.backoff, cubic",
    "holdfast.schedules.missed, twice",
    "holdfast.step.timeout, 0s"
  })
  void stopsOnAValueOutOfBoundsAndNamesTheSetting(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value), Map.of()))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value.substring(0, 1));
  }
}
