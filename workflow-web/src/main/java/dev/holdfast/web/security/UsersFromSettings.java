package dev.holdfast.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Knows four users, one for each role and named after it. Their passwords come from the settings
 * {@code holdfast.password.<user>}; what is not set there is made up at the first start and kept in
 * {@code credentials.properties} in the data folder. There is no default password. With {@code
 * holdfast.users=others} it knows nobody: then other identity stores of the application do.
 */
@ApplicationScoped
public class UsersFromSettings implements IdentityStore {

  private static final Logger LOG = System.getLogger(UsersFromSettings.class.getName());

  private static final String OWN = "own";

  private final Settings settings;
  private volatile Passwords passwords = new Passwords(Map.of());

  /** Makes the store on the settings of this process. */
  public UsersFromSettings() {
    this(Settings.ofProcess());
  }

  UsersFromSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the passwords when the application starts, so that the file is there before anybody needs
   * it.
   *
   * @param started tells that it does
   */
  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    load();
  }

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof UsernamePasswordCredential login)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    return passwords.matches(login.getCaller(), login.getPasswordAsString())
        ? new CredentialValidationResult(login.getCaller(), Roles.upTo(login.getCaller()))
        : CredentialValidationResult.INVALID_RESULT;
  }

  void load() {
    if (!settings.choice("holdfast.users", OWN, "others").equals(OWN)) {
      LOG.log(Level.INFO, "The users of Holdfast are off: other identity stores must know users");
      return;
    }
    Map<String, String> found = new HashMap<>();
    for (String user : Roles.all()) {
      settings.find("holdfast.password." + user).ifPresent(text -> found.put(user, text));
    }
    List<String> missing = Roles.all().stream().filter(u -> !found.containsKey(u)).toList();
    if (!missing.isEmpty()) {
      addFromFile(missing, found);
    }
    passwords = new Passwords(found);
  }

  private void addFromFile(List<String> users, Map<String, String> found) {
    CredentialsFile credentials = CredentialsFile.in(settings.dataFolder());
    try {
      Properties kept = credentials.readOrGenerate(users);
      users.forEach(user -> found.put(user, kept.getProperty(user)));
      LOG.log(Level.INFO, "Passwords of {0} are in {1}", users, credentials.file());
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "%s cannot log in: no password is set and %s cannot be written. Set holdfast.password.<user>, or let the server write there."
              .formatted(users, credentials.file()),
          e);
    }
  }
}
