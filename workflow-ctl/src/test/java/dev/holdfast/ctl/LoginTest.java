package dev.holdfast.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

  @RegisterExtension private final FakeServer server = new FakeServer();

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void answer() {
    server.on("GET /nodes", 200, "{\"items\":[]}");
    environment.put("XDG_CONFIG_HOME", folder.toString());
  }

  @Test
  void takesTheProfileThatTheFileNames() throws IOException {
    profiles(
        "rw-------",
        """
        profile=test
        test.server=%s
        test.user=viewer
        test.password=one
        other.server=http://127.0.0.1:1/holdfast
        """);

    assertThat(run("nodes").exitCode()).isZero();
    assertThat(login()).isEqualTo("viewer:one");
  }

  @Test
  void takesTheProfileThatIsAskedForAndReadsItsPasswordFromAFileBesideIt() throws IOException {
    privateFile("holdfast/secret", "rw-------", "two\nmore\n");
    profiles(
        "rw-r--r--",
        """
        prod.server=%s
        prod.user=operator
        prod.password-file=secret
        """);

    assertThat(run("nodes", "--profile", "prod").exitCode()).isZero();
    assertThat(login()).isEqualTo("operator:two");
  }

  @Test
  void prefersOptionsToTheEnvironmentAndThatToTheProfile() throws IOException {
    profiles(
        "rw-------",
        """
        profile=p
        p.server=%s
        p.user=viewer
        p.password=one
        """);
    environment.put("HOLDFAST_USER", "starter");
    environment.put("HOLDFAST_PASSWORD", "two");
    Path file = privateFile("three", "rw-------", "three");

    run("nodes");
    assertThat(login()).isEqualTo("starter:two");
    run("nodes", "--user=admin", "--password-file=" + file);
    assertThat(login()).isEqualTo("admin:three");
    run("nodes", "--user=admin", "--password=four");
    assertThat(login()).isEqualTo("admin:four");
  }

  @Test
  void refusesAPasswordFileThatOthersCanRead() throws IOException {
    Path file = privateFile("open", "rw-r-----", "secret");

    Ran ran = run("nodes", "--server", server.url(), "--user=a", "--password-file=" + file);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("rw-r-----").contains("chmod 600 " + file);
    assertThat(ran.err()).doesNotContain("secret");
    assertThat(server.asked).isEmpty();
  }

  @Test
  void refusesProfilesWithAPasswordThatOthersCanRead() throws IOException {
    profiles("rw-r--r--", "p.server=%s\np.user=a\np.password=secret\n");

    Ran ran = run("nodes", "--profile=p");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("chmod 600").doesNotContain("secret");
  }

  @Test
  void namesTheProfilesThereAre() throws IOException {
    profiles("rw-r--r--", "test.server=%s\nprod.server=http://example.org/holdfast\n");

    Ran ran = run("nodes", "--profile=demo");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("'demo'").contains("prod, test");
  }

  @Test
  void refusesALineThatNobodyUnderstands() throws IOException {
    profiles("rw-r--r--", "test.sever=%s\n");

    Ran ran = run("nodes");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("'test.sever' is not known");
  }

  @Test
  void saysWhereAPasswordCanComeFromWhenNobodyCanBeAsked() {
    Ran ran = run("nodes", "--server", server.url(), "--user=a");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("No password for user 'a'").contains("--password-file");
  }

  @Test
  void refusesAConfigurationFileThatIsNotThere() {
    assertThat(run("nodes", "--config=" + folder.resolve("none")).err())
        .contains("There is no file");
  }

  private Ran run(String... arguments) {
    return Ran.run(environment, arguments);
  }

  private String login() {
    String header = server.asked.get(server.asked.size() - 1).login();
    return new String(
        Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
  }

  private void profiles(String permissions, String text) throws IOException {
    privateFile("holdfast/workflowctl.properties", permissions, text.formatted(server.url()));
  }

  private Path privateFile(String name, String permissions, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
