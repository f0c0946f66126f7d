package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest // case 106
  @ValueSource(
      strings = {
        "5 bananas",
        "-1 hour",
        "",
        " ",
        "5",
        "1,5 hours",
        "PT-1H",
        "P1M",
        "1h 30m",
        "1e300 years"
      })
  void refusesWhatIsNotUnderstoodAndShowsWhatIs(String text) {
    assertThatExceptionOfType(InvalidDurationException.class)
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("\"30s\", \"5 minutes\"")
        .withMessageContaining("PT24H")
        .returns("duration.invalid", InvalidDurationException::code);
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "30s, PT30S",
    "5 minutes, PT5M",
    "24H, PT24H",
    "1.5 hours, PT1H30M",
    "7 days, PT168H",
    "2 weeks, PT336H",
    "1 month, PT720H",
    "1 year, PT8766H",
    "PT1H30M, PT1H30M",
    "P7D, PT168H",
    "'  1   sec ', PT1S",
    "0s, PT0S",
    "0.1 ms, PT0.001S"
  })
  void readsNumbersWithAUnitAndIsoText(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }
}
