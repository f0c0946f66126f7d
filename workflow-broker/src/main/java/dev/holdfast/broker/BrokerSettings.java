package dev.holdfast.broker;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Says where the broker keeps its messages and who may reach it from outside the process, or that
 * another broker is to be used.
 *
 * <p>Each setting is a system property or, when that is absent, an environment variable.
 *
 * @param directory where messages are kept ({@code holdfast.broker.dir}, {@code
 *     HOLDFAST_BROKER_DIR}; default {@code holdfast-data/broker})
 * @param port the loopback TCP port for clients outside the process, 0 for none ({@code
 *     holdfast.jms.port}, {@code HOLDFAST_JMS_PORT}; default 61616)
 * @param user the name those clients give ({@code holdfast.jms.user}, {@code HOLDFAST_JMS_USER};
 *     default {@code holdfast})
 * @param password the password they give ({@code holdfast.jms.password}, {@code
 *     HOLDFAST_JMS_PASSWORD}); without one no port is opened
 * @param remote the broker to use instead of one in this process, which is then given user and
 *     password ({@code holdfast.jms.url}, {@code HOLDFAST_JMS_URL}; default none)
 */
record BrokerSettings(
    Path directory, int port, String user, @Nullable String password, @Nullable URI remote) {

  private static final int DEFAULT_PORT = 61616;

  BrokerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "HOLDFAST_JMS_PORT must be between 0 and 65535, was " + port);
    }
  }

  /** Reads the settings from the process. */
  static BrokerSettings ofProcess() {
    return of(System.getProperties(), System.getenv());
  }

  /** Reads the settings; a property wins over a variable, and an empty value counts as absent. */
  static BrokerSettings of(Properties properties, Map<String, String> variables) {
    Lookup lookup = name -> find(name, properties, variables);
    return new BrokerSettings(
        Path.of(lookup.find("holdfast.broker.dir").orElse("holdfast-data/broker")),
        lookup.find("holdfast.jms.port").map(BrokerSettings::port).orElse(DEFAULT_PORT),
        lookup.find("holdfast.jms.user").orElse("holdfast"),
        lookup.find("holdfast.jms.password").orElse(null),
        lookup.find("holdfast.jms.url").map(BrokerSettings::remote).orElse(null));
  }

  /** Tells whether clients outside the process can connect at all. */
  boolean isOpenToClients() {
    return port != 0 && password != null;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "BrokerSettings[directory=%s, port=%d, user=%s, remote=%s]"
        .formatted(directory, port, user, remote);
  }

  private static Optional<String> find(
      String name, Properties properties, Map<String, String> variables) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return Optional.ofNullable(properties.getProperty(name))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank()));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "HOLDFAST_JMS_PORT must be a number between 0 and 65535, was '" + text + "'", e);
    }
  }

  private static URI remote(String text) {
    try {
      URI uri = new URI(text.strip());
      if ("tcp".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPath().isEmpty()
          && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "HOLDFAST_JMS_URL must be the address of an Artemis broker like tcp://broker.example.org:61616, was '"
            + text
            + "'");
  }

  private interface Lookup {
    Optional<String> find(String name);
  }
}
