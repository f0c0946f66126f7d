package dev.holdfast.micro;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what an operator can choose.
 *
 * @param data the folder of everything that must survive a restart
 * @param address the network address that answers HTTP
 * @param httpPort the port that answers HTTP
 * @param jmsPort the port for JMS clients outside the process, 0 for none, as when the broker is
 *     another
 * @param database where the journal is
 * @param serverArguments handed on to Payara Micro as they are
 */
record Settings(
    Path data,
    String address,
    int httpPort,
    int jmsPort,
    Database database,
    List<String> serverArguments) {

  static final String PORT_OPTION = "--port";

  Settings {
    serverArguments = List.copyOf(serverArguments);
  }

  /** Reads the settings; the option {@code --port} wins over its variable. */
  static Settings of(List<String> arguments, Variables variables) {
    Path data =
        Path.of(variables.get("HOLDFAST_DATA", "holdfast-data")).toAbsolutePath().normalize();
    int httpPort = variables.port("HOLDFAST_PORT", 1, 8080);
    List<String> serverArguments = new ArrayList<>(arguments);
    int option = serverArguments.indexOf(PORT_OPTION);
    if (option >= 0) {
      if (option + 1 == serverArguments.size()) {
        throw new StartupFailure("The option --port needs a number after it.");
      }
      httpPort = Variables.port(PORT_OPTION, 1, serverArguments.get(option + 1));
      serverArguments.subList(option, option + 2).clear();
    }
    return new Settings(
        data,
        variables.get("HOLDFAST_ADDRESS", "127.0.0.1"),
        httpPort,
        variables.broker("HOLDFAST_JMS_URL").isPresent()
            ? 0
            : variables.port("HOLDFAST_JMS_PORT", 0, 61616),
        Database.of(variables, data),
        serverArguments);
  }

  /** Returns the address a browser on this machine uses. */
  String url() {
    String host = address.equals("0.0.0.0") ? "127.0.0.1" : address;
    return "http://" + host + ":" + httpPort + "/holdfast";
  }
}
