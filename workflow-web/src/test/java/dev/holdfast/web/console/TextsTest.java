package dev.holdfast.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

  private static final Instant NOW = Instant.parse("2030-07-01T10:00:00Z");

  private final Texts texts = new Texts(ZoneId.of("Europe/Vienna"), NOW);

  @Test
  void showsTimesInTheViewersZone() {
    assertThat(texts.time(NOW)).isEqualTo("2030-07-01 12:00:00");
  }

  @Test
  void saysHowFarAwayATimeIs() {
    assertThat(texts.moment(NOW.plusSeconds(3700))).endsWith("(in 1 h 1 min)");
    assertThat(texts.moment(NOW.minus(Duration.ofDays(2)))).endsWith("(2 d ago)");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.999S, 999 ms",
    "PT1S, 1 s",
    "PT1.25S, 1.3 s",
    "PT59.9S, 59.9 s",
    "PT1M, 1 min",
    "PT1M5S, 1 min 5 s",
    "PT3H, 3 h",
    "PT49H10M, 2 d 1 h"
  })
  void saysLengthsByTheirTwoLargestUnits(Duration length, String words) {
    assertThat(Texts.length(length)).isEqualTo(words);
  }

  @Test
  void putsSentencesIntoSentencesAndTakesNoValueForAPattern() {
    Sentence inner = Sentence.of("why.error", "IOException", "{0} isn't a {pattern}");

    assertThat(texts.say(Sentence.of("why.andMore", inner, 3)))
        .isEqualTo("IOException: {0} isn't a {pattern} And 3 more open steps.");
  }
}
