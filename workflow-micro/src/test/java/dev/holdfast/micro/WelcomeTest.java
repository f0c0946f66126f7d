package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {

  @TempDir Path data;

  private final Settings settings = Settings.of(List.of("--port", "8181"), new Variables(Map.of()));

  @Test
  void showsPasswordsAndACompleteCommandAtTheFirstStart() {
    Credentials credentials = Credentials.load(new Variables(Map.of()), data);

    String text = Welcome.text(settings, credentials);

    assertThat(text)
        .contains("http://127.0.0.1:8181/holdfast/")
        .contains(credentials.passwords().values())
        .contains("curl -u starter:" + credentials.password("starter"))
        .contains("/api/workflows/kitchen-sink/instances");
  }

  @Test
  void showsOnlyWhereThePasswordsAreLater() {
    Credentials.load(new Variables(Map.of()), data);
    Credentials credentials = Credentials.load(new Variables(Map.of()), data);

    String text = Welcome.text(settings, credentials);

    assertThat(text)
        .contains(credentials.file().toString())
        .doesNotContain(credentials.passwords().values())
        .doesNotContain(credentials.jmsPassword())
        .contains("curl -u starter -H");
  }
}
