package dev.holdfast.broker;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Says where the broker keeps its messages and who may reach it from outside the process.
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
 */
record BrokerSettings(Path directory, int port, String user, @Nullable String password) {

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
        lookup.find("holdfast.jms.password").orElse(null));
  }

  /** Tells whether clients outside the process can connect at all. */
  boolean isOpenToClients() {
    return port != 0 && password != null;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "BrokerSettings[directory=" + directory + ", port=" + port + ", user=" + user + "]";
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

  private interface Lookup {
    Optional<String> find(String name);
  }
}
