package dev.holdfast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidOptionException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourcesTest {

  @TempDir private Path folder;

  @Test
  void asksPropertiesThenTheEnvironmentThenTheFile() {
    SettingsSources sources =
        new SettingsSources(
            Map.of("holdfast.a", " property "),
            Map.of("HOLDFAST_A", "variable", "HOLDFAST_B_C_D", "variable"),
            Map.of("holdfast.a", "file", "holdfast.b.c-d", "file", "holdfast.e", "file"));

    assertThat(sources.find("holdfast.a")).contains("property");
    assertThat(sources.find("holdfast.b.c-d")).contains("variable");
    assertThat(sources.find("holdfast.e")).contains("file");
    assertThat(sources.find("holdfast.f")).isEmpty();
  }

  @Test
  void tellsWhatNobodyHasAskedFor() {
    SettingsSources sources =
        new SettingsSources(
            Map.of(
                "holdfast.limits.steps", "1",
                "holdfast.limit.steps", "1",
                "holdfast.password.admin", "secret",
                "java.version", "17"),
            Map.of("HOLDFAST_LIMITS_STEP", "1", "HOLDFAST_DB_URL", "jdbc:x", "PATH", "/bin"),
            Map.of("limits.steps", "1"));
    sources.find("holdfast.limits.steps");

    assertThat(sources.unknown())
        .containsExactly(
            "system property holdfast.limit.steps",
            "environment variable HOLDFAST_LIMITS_STEP",
            "in the configuration file limits.steps");
  }

  @Test
  void tellsOfASettingForAWorkflowThatIsNotDeployed() {
    SettingsSources sources =
        new SettingsSources(
            Map.of(
                "holdfast.workflow.order.limits.steps", "1",
                "holdfast.workflow.odrer.limits.steps", "1"),
            Map.of(),
            Map.of());
    SettingsReader reader = new SettingsReader(new Configuration(sources));

    reader.ofWorkflow("order", reader.read().workflows());

    assertThat(sources.unknown())
        .containsExactly("system property holdfast.workflow.odrer.limits.steps");
  }

  @Test
  void tellsTheSettingsForMessagesFromThoseOfTheBroker() {
    SettingsSources sources =
        new SettingsSources(
            Map.of("holdfast.jms.attemps", "1", "holdfast.jms.attempts", "1"),
            Map.of("HOLDFAST_JMS_PORT", "1", "HOLDFAST_JMS_PASSWORD", "1", "HOLDFAST_JMS_RA", "x"),
            Map.of());

    new SettingsReader(new Configuration(sources)).messages();

    assertThat(sources.unknown()).containsExactly("system property holdfast.jms.attemps");
  }

  @Test
  void readsTheFileThatIsNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("own.properties"), "holdfast.limits.steps = 12 # fünf\n");

    assertThat(ConfigurationFile.read(Optional.of(file.toString()), loader()))
        .containsExactly(Map.entry("holdfast.limits.steps", "12 # fünf"));
  }

  @Test
  void stopsWhenTheNamedFileCannotBeRead() {
    String missing = folder.resolve("missing.properties").toString();

    assertThatExceptionOfType(InvalidOptionException.class)
        .isThrownBy(() -> ConfigurationFile.read(Optional.of(missing), loader()))
        .withMessageContaining("holdfast.config")
        .withMessageContaining(missing);
  }

  @Test
  void readsTheFileOfTheApplicationWhenNoneIsNamed() throws IOException {
    assertThat(ConfigurationFile.read(Optional.empty(), loader())).isEmpty();
    Files.createDirectory(folder.resolve("META-INF"));
    Files.writeString(folder.resolve("META-INF/holdfast.properties"), "holdfast.a=1");

    assertThat(ConfigurationFile.read(Optional.of(""), loader())).containsEntry("holdfast.a", "1");
  }

  private ClassLoader loader() throws IOException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }
}
