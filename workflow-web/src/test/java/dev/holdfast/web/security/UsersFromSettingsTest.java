package dev.holdfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersFromSettingsTest {

  @TempDir private Path folder;

  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void keepDataInTheFolder() {
    properties.setProperty("holdfast.data", folder.resolve("data").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, viewer",
    "starter, 'viewer,starter'",
    "operator, 'viewer,starter,operator'",
    "admin, 'viewer,starter,operator,admin'"
  })
  void givesEachUserItsRolesAndThoseBelow(String user, String roles) {
    environment.put("HOLDFAST_PASSWORD_" + user.toUpperCase(Locale.ROOT), "pass");

    CredentialValidationResult result = validate(users(), user, "pass");

    assertThat(result.getStatus()).isEqualTo(Status.VALID);
    assertThat(result.getCallerPrincipal().getName()).isEqualTo(user);
    assertThat(result.getCallerGroups()).containsExactlyInAnyOrder(roles.split(",", -1));
  }

  @ParameterizedTest
  @CsvSource({"admin, wrong", "admin, ''", "admin, Secret", "viewer, secret", "nobody, secret"})
  void refusesAWrongPasswordAndAnUnknownUser(String user, String password) {
    environment.put("HOLDFAST_PASSWORD_ADMIN", "secret");

    assertThat(validate(users(), user, password).getStatus()).isEqualTo(Status.INVALID);
  }

  @Test
  void prefersTheSystemPropertyToTheEnvironment() {
    properties.setProperty("holdfast.password.viewer", "one");
    environment.put("HOLDFAST_PASSWORD_VIEWER", "other");

    UsersFromSettings users = users();

    assertThat(validate(users, "viewer", "one").getStatus()).isEqualTo(Status.VALID);
    assertThat(validate(users, "viewer", "other").getStatus()).isEqualTo(Status.INVALID);
  }

  @Test
  void makesUpWhatIsNotSetAndKeepsItOverARestart() throws IOException {
    environment.put("HOLDFAST_PASSWORD_ADMIN", "secret");
    environment.put("HOLDFAST_PASSWORD_VIEWER", " ");

    users();
    Properties first = credentials();
    UsersFromSettings users = users();

    assertThat(first.stringPropertyNames())
        .containsExactlyInAnyOrder("viewer", "starter", "operator");
    assertThat(credentials()).isEqualTo(first);
    assertThat(first.getProperty("viewer")).hasSize(24).isNotEqualTo(first.getProperty("starter"));
    assertThat(validate(users, "viewer", first.getProperty("viewer")).getStatus())
        .isEqualTo(Status.VALID);
  }

  @Test
  void letsOnlyTheOwnerReadThePasswords() throws IOException {
    users();
    Path file = folder.resolve("data/credentials.properties");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void addsUsersToAnExistingFileWithoutChangingTheOthers() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Path file = folder.resolve("data/credentials.properties");
    Files.writeString(file, "viewer=mine\nstarter=");

    UsersFromSettings users = users();

    assertThat(validate(users, "viewer", "mine").getStatus()).isEqualTo(Status.VALID);
    assertThat(credentials().getProperty("starter")).hasSize(24);
    assertThat(Files.readString(file)).startsWith("viewer=mine\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void letsNobodyInWhenThePasswordsCannotBeKept() throws IOException {
    Files.writeString(folder.resolve("data"), "a file where the folder should be");
    environment.put("HOLDFAST_PASSWORD_ADMIN", "secret");

    UsersFromSettings users = users();

    assertThat(validate(users, "viewer", "").getStatus()).isEqualTo(Status.INVALID);
    assertThat(validate(users, "admin", "secret").getStatus()).isEqualTo(Status.VALID);
  }

  @Test
  void leavesOtherKindsOfLoginToOthers() {
    assertThat(users().validate(new CallerOnlyCredential("admin")).getStatus())
        .isEqualTo(Status.NOT_VALIDATED);
  }

  private UsersFromSettings users() {
    UsersFromSettings users = new UsersFromSettings(new Settings(properties, environment));
    users.load();
    return users;
  }

  private Properties credentials() throws IOException {
    Properties found = new Properties();
    found.load(new StringReader(Files.readString(folder.resolve("data/credentials.properties"))));
    return found;
  }

  private static CredentialValidationResult validate(
      UsersFromSettings users, String user, String password) {
    return users.validate(new UsernamePasswordCredential(user, password));
  }
}
