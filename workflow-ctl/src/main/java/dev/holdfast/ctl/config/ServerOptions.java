package dev.holdfast.ctl.config;

import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.Target;
import dev.holdfast.ctl.output.Terminal;
import java.io.Console;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Says which server is meant and who calls. What is not given is looked up elsewhere. */
public final class ServerOptions {

  private static final String USUAL_SERVER = "http://127.0.0.1:8080/holdfast";

  @Option(
      names = {"-s", "--server"},
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description =
          "address of the application (HOLDFAST_SERVER; http://127.0.0.1:8080/holdfast by default)")
  private @Nullable String server;

  @Option(
      names = {"-u", "--user"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "who calls (HOLDFAST_USER)")
  private @Nullable String user;

  @Option(
      names = "--password",
      scope = ScopeType.INHERIT,
      paramLabel = "TEXT",
      description =
          "password of the user; others on this machine can see it in the list of processes:"
              + " better use --password-file, HOLDFAST_PASSWORD or a profile, or be asked")
  private @Nullable String password;

  @Option(
      names = "--password-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "file whose first line is the password; only its owner may read it")
  private @Nullable Path passwordFile;

  @Option(
      names = {"-p", "--profile"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "profile in the configuration file (HOLDFAST_PROFILE)")
  private @Nullable String profile;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "configuration file (HOLDFAST_CONFIG; ~/.config/holdfast/workflowctl.properties by"
              + " default)")
  private @Nullable Path config;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "how long to wait for an answer (${DEFAULT-VALUE})")
  private int timeoutSeconds = 60;

  /** Makes options that say nothing; picocli fills them in. */
  public ServerOptions() {}

  /**
   * Looks everything up: in the options, else in the environment, else in the profile.
   *
   * @param environment the environment variables
   * @return the server and the login
   * @throws CtlException when something is wrong with it
   */
  public Target target(Map<String, String> environment) {
    if (timeoutSeconds < 1) {
      throw CtlException.usage("--timeout must be 1 second or more, was " + timeoutSeconds + ".");
    }
    Profile chosen = profile(environment);
    String caller = given(user).or(() -> variable(environment, "USER")).or(chosen::user).orElse("");
    return new Target(
        address(
            given(server)
                .or(() -> variable(environment, "SERVER"))
                .or(chosen::server)
                .orElse(USUAL_SERVER)),
        caller,
        caller.isEmpty() ? "" : password(environment, chosen, caller),
        Duration.ofSeconds(timeoutSeconds));
  }

  private Profile profile(Map<String, String> environment) {
    Optional<Path> named =
        Optional.ofNullable(config).or(() -> variable(environment, "CONFIG").map(Path::of));
    Path home = Path.of(System.getProperty("user.home"));
    Path path = named.orElseGet(() -> ProfileFile.usual(environment, home));
    return ProfileFile.read(path, named.isPresent())
        .choose(given(profile).or(() -> variable(environment, "PROFILE")).orElse(""));
  }

  private String password(Map<String, String> environment, Profile chosen, String caller) {
    if (password != null) {
      return password;
    }
    if (passwordFile != null) {
      return PrivateFile.firstLine(passwordFile);
    }
    return variable(environment, "PASSWORD").or(chosen::password).orElseGet(() -> prompt(caller));
  }

  @SuppressWarnings("SystemConsoleNull") // the terminal is looked at first
  private static String prompt(String caller) {
    @Nullable Console console = Terminal.isThere() ? System.console() : null;
    if (console == null) {
      throw CtlException.usage(
          "No password for user '%s': use --password-file, HOLDFAST_PASSWORD or a profile."
              .formatted(caller));
    }
    char @Nullable [] typed = console.readPassword("Password of %s: ", caller);
    return typed == null ? "" : new String(typed);
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text.strip().replaceAll("/+$", ""));
      String scheme = String.valueOf(address.getScheme());
      if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Refused below, as any other text.
    }
    throw CtlException.usage(
        "The server '%s' is no address: write it like %s.".formatted(text, USUAL_SERVER));
  }

  private static Optional<String> given(@Nullable String option) {
    return Optional.ofNullable(option).filter(value -> !value.isBlank());
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return given(environment.get("HOLDFAST_" + name));
  }
}
