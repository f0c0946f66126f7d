package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/console/instances.xhtml", "/a.xhtml?workflow=order&q=%2F%2Fx"})
  void goesBackToAPageOfTheApplication(String next) {
    assertThat(PageRequest.within(next)).isEqualTo(next);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\nLocation: https://evil.example",
        "/a b",
        "/ä",
        "/a\\b"
      })
  void goesNowhereElse(String next) {
    assertThat(PageRequest.within(next)).isEqualTo("/");
  }
}
