package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicHeaderTest {

  @Test
  void readsUserAndPasswordInUtf8() {
    assertThat(BasicHeader.parse("bAsIc " + encoded("änn:pass:wörd")))
        .hasValueSatisfying(
            login -> {
              assertThat(login.getCaller()).isEqualTo("änn");
              assertThat(login.getPasswordAsString()).isEqualTo("pass:wörd");
            });
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Basic !!!", "Bearer abc", "Basic YWJj", "Basic OmE="})
  void takesNothingElseForALogin(String header) {
    assertThat(BasicHeader.parse(header)).isEmpty();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
