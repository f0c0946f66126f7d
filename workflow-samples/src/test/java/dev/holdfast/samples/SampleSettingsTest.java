package dev.holdfast.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleSettingsTest {

  private static final String NAME = "holdfast.samples.test-setting";

  @AfterEach
  void clear() {
    System.clearProperty(NAME);
  }

  @Test
  void readsTheSystemProperty() {
    System.setProperty(NAME, " folder ");

    assertThat(SampleSettings.find(NAME)).contains("folder");
  }

  @Test
  void takesABlankSettingForNone() {
    System.setProperty(NAME, " ");

    assertThat(SampleSettings.find(NAME)).isEmpty();
  }
}
