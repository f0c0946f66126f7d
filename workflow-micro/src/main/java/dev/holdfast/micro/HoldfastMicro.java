package dev.holdfast.micro;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Starts Holdfast from the command line. Settings are environment variables, see {@link Settings}.
 */
public final class HoldfastMicro {

  /**
   * Held for as long as the process lives: a lock nobody refers to is given up by the garbage
   * collector.
   */
  @SuppressWarnings("unused")
  private static @Nullable DataFolder held;

  private HoldfastMicro() {}

  /**
   * Starts the server, which then runs until the process is told to stop. What prevents it is one
   * message on the error stream and exit code 1.
   *
   * @param arguments {@code --port n}, or options of Payara Micro
   */
  public static void main(String[] arguments) {
    try {
      run(List.of(arguments));
    } catch (StartupFailure e) {
      fail(String.valueOf(e.getMessage()));
    } catch (Exception e) {
      e.printStackTrace(System.err);
      fail(StartupFailure.unforeseen(e));
    }
  }

  private static void run(List<String> arguments) throws Exception {
    useUniversalTime();
    Variables variables = new Variables(System.getenv());
    Settings settings = Settings.of(arguments, variables);
    Server server = new Server(home());
    DataFolder data = DataFolder.take(settings.data());
    held = data;
    Preflight.check(settings, server.drivers());
    publish("holdfast.data", settings.data().toString(), variables);
    publish("holdfast.node.name", data.nodeName(), variables);
    publish("holdfast.samples.bucket", settings.data().resolve("bucket").toString(), variables);
    Credentials credentials = Credentials.load(variables, settings.data());
    server.start(settings, credentials, data);
    System.out.println(Welcome.text(settings, credentials));
  }

  /** Hands a default to the application, unless a property or a variable says something else. */
  private static void publish(String property, String value, Variables variables) {
    String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
    if (System.getProperty(property) == null && variables.get(variable, "").isEmpty()) {
      System.setProperty(property, value);
    }
  }

  /**
   * Before anything has looked at the time zone: databases store what the default zone makes of an
   * instant.
   */
  private static void useUniversalTime() {
    System.setProperty("user.timezone", "UTC");
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  private static Path home() throws URISyntaxException {
    Path archive =
        Path.of(HoldfastMicro.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return archive.toAbsolutePath().resolveSibling(".").normalize();
  }

  private static void fail(String message) {
    System.err.println();
    System.err.println("Holdfast cannot start. " + message);
    System.exit(1);
  }
}
