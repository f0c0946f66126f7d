package dev.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

  @ParameterizedTest
  @CsvSource({
    "2030-01-01T00:00:00Z, 2030-01-01T00:00:00Z",
    "2030-01-01T02:00:00+02:00, 2030-01-01T00:00:00Z",
    "2030-01-01T00:00:00.123456Z, 2030-01-01T00:00:00.123456Z"
  })
  void readsTimes(String text, Instant expected) {
    assertThat(QueryText.time("at", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2030-01-01",
        "2030-01-01T00:00:00",
        "2030-02-30T00:00:00Z",
        "1735689600000",
        "+10000-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> QueryText.time("at", text))
        .withMessageStartingWith("'at' must be a time ")
        .withMessageEndingWith("was '%s'.", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "ten", "1.5", "", "99999999999"})
  void refusesWhatIsNoNumberInBounds(String text) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> QueryText.number("limit", text, 1, 500))
        .withMessage("'limit' must be a whole number from 1 to 500, was '%s'.", text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500})
  void readsNumbersAtTheBounds(int number) {
    assertThat(QueryText.number("limit", String.valueOf(number), 1, 500)).isEqualTo(number);
  }
}
