package dev.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTextTest {

  private static final Instant AT = Instant.parse("2030-01-01T00:00:00.123456Z");

  /** Is a place of some list. */
  private record Place(Instant at, String id) {}

  @ParameterizedTest
  @ValueSource(strings = {"17", "ID:host-1 2", "größer", ""})
  void readsWhatItHasWritten(String id) {
    String text = PlaceText.of(AT, id);

    assertThat(text).matches("[\\w-]+");
    assertThat(PlaceText.parse(text, Place::new)).isEqualTo(new Place(AT, id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2030-01-01T00:00:00Z", "yesterday 17", "2030-01-01T00:00:00Z a\0b"})
  void refusesWhatItHasNotWritten(String content) {
    assertRefused(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesWhatIsNotInItsAlphabet() {
    assertRefused("ä");
  }

  @Test
  void refusesAnIdThatThePlaceRefuses() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> PlaceText.parse(PlaceText.of(AT, "x"), (at, id) -> Long.parseLong(id)))
        .withMessageContaining("'cursor'");
  }

  private static void assertRefused(String text) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> PlaceText.parse(text, Place::new))
        .withMessageContaining("'cursor'");
  }
}
