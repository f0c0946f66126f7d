package dev.holdfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nonsense",
        "{\"a\":1}{}",
        "{'a':1}",
        "[1,]",
        "\"\\x\"",
        "01",
        "NaN",
        "1e99999999999",
        "{\"a\":1,\"a\":2}"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> Json.parseRequest(text))
        .withMessageStartingWith("The body is not JSON")
        .returns("request.invalid", InvalidRequestException::code);
  }

  @Test
  void refusesWhatIsNestedTooDeepInsteadOfRunningOutOfStack() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> Json.parseRequest("[".repeat(100_000) + "]".repeat(100_000)));
  }

  @Test
  void saysWhereTheMistakeIs() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> Json.parseRequest("{\n  \"a\": x\n}"))
        .withMessage("The body is not JSON at line 2, column 8: send well-formed JSON.");
  }

  @Test
  void writesNullForWhatIsNull() {
    String json =
        Json.object()
            .text("text", null)
            .time("time", null)
            .number("number", null)
            .value("value", null)
            .build()
            .toString();

    assertThat(json).isEqualTo("{\"text\":null,\"time\":null,\"number\":null,\"value\":null}");
  }

  @Test
  void writesTimesInUtcAndTextsInUtf8() {
    byte[] bytes =
        Json.bytes(
            Json.object()
                .time("at", Instant.parse("2030-01-01T01:00:00.5+01:00"))
                .text("text", "ä€😀")
                .build());

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo("{\"at\":\"2030-01-01T00:00:00.500Z\",\"text\":\"ä€😀\"}");
  }
}
