package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  @TempDir Path data;

  @Test
  void makesUpADifferentPasswordForEveryUser() {
    Credentials credentials = load(Map.of());

    assertThat(credentials.passwords()).containsOnlyKeys(Credentials.USERS);
    assertThat(credentials.passwords().values()).doesNotHaveDuplicates();
    assertThat(credentials.passwords().values())
        .allSatisfy(password -> assertThat(password).hasSizeGreaterThanOrEqualTo(20));
    assertThat(credentials.made()).hasSize(5);
  }

  @Test
  void keepsWhatItMadeUp() {
    Credentials first = load(Map.of());

    Credentials second = load(Map.of());

    assertThat(second.passwords()).isEqualTo(first.passwords());
    assertThat(second.jmsPassword()).isEqualTo(first.jmsPassword());
    assertThat(second.made()).isEmpty();
  }

  @Test
  void prefersAVariableAndDoesNotKeepIt() throws IOException {
    Credentials credentials =
        load(Map.of("HOLDFAST_PASSWORD_ADMIN", "chosen", "HOLDFAST_JMS_PASSWORD", "chosen too"));

    assertThat(credentials.password("admin")).isEqualTo("chosen");
    assertThat(credentials.jmsPassword()).isEqualTo("chosen too");
    assertThat(credentials.made()).containsExactlyInAnyOrder("viewer", "starter", "operator");
    assertThat(Files.readString(credentials.file())).doesNotContain("chosen");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void letsOnlyTheOwnerReadTheFile() throws IOException {
    Credentials credentials = load(Map.of());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials.file())))
        .isEqualTo("rw-------");
  }

  @Test
  void writesNoFileWhenEveryPasswordIsChosen() {
    Credentials credentials =
        load(
            Map.of(
                "HOLDFAST_PASSWORD_VIEWER", "a",
                "HOLDFAST_PASSWORD_STARTER", "b",
                "HOLDFAST_PASSWORD_OPERATOR", "c",
                "HOLDFAST_PASSWORD_ADMIN", "d",
                "HOLDFAST_JMS_PASSWORD", "e"));

    assertThat(credentials.file()).doesNotExist();
    assertThat(credentials.toString()).doesNotContain("=a").doesNotContain("=e");
  }

  @Test
  void namesAFileItCannotRead() throws IOException {
    Files.writeString(data.resolve("credentials.properties"), "viewer=\\u00zz");

    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("credentials.properties");
  }

  private Credentials load(Map<String, String> variables) {
    return Credentials.load(new Variables(variables), data);
  }
}
