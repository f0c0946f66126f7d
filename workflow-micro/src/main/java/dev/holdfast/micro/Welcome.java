package dev.holdfast.micro;

import java.util.StringJoiner;

/** Words what an operator reads when the server is up. */
final class Welcome {

  private static final String SCRIPT =
      """
      {"params":{"script":[{"run":"hello","result":"world","save":"greeting"},{"sleep":"nap","for":"2 seconds"}]}}\
      """;

  private Welcome() {}

  static String text(Settings settings, Credentials credentials) {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add("").add("Holdfast is up: " + settings.url() + "/").add("");
    if (credentials.made().isEmpty()) {
      text.add("Passwords: from the environment, else in " + credentials.file());
    } else {
      text.add("Users and the passwords made up for them, kept in " + credentials.file() + ":");
      for (String user : Credentials.USERS) {
        if (credentials.made().contains(user)) {
          text.add("  %-10s%s".formatted(user, credentials.password(user)));
        }
      }
    }
    if (settings.jmsPort() != 0) {
      text.add("JMS clients: tcp://127.0.0.1:" + settings.jmsPort() + " as " + jms(credentials));
    }
    text.add("").add("Start a workflow:").add(command(settings, credentials)).add("");
    return text.toString();
  }

  private static String jms(Credentials credentials) {
    return credentials.made().contains("jms")
        ? credentials.jmsUser() + " with password " + credentials.jmsPassword()
        : credentials.jmsUser();
  }

  /** Without a password curl asks for it, so one shown before is not shown again. */
  private static String command(Settings settings, Credentials credentials) {
    String login =
        credentials.made().contains("starter")
            ? "starter:" + credentials.password("starter")
            : "starter";
    return "  curl -u %s -H 'Content-Type: application/json' -d '%s' %s/api/workflows/kitchen-sink/instances"
        .formatted(login, SCRIPT, settings.url());
  }
}
