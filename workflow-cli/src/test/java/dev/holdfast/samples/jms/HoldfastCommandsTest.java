package dev.holdfast.samples.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HoldfastCommandsTest {

  private static final String URL = "vm://61";
  private static final EmbeddedActiveMQ BROKER = new EmbeddedActiveMQ();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setJMXManagementEnabled(false)
            .addAcceptorConfiguration("invm", URL)
            .addQueueConfiguration(queue("workflow.events"))
            .addQueueConfiguration(queue("workflow.commands"));
    BROKER.setConfiguration(configuration);
    BROKER.setSecurityManager(new OneUser());
    BROKER.start();
  }

  private static QueueConfiguration queue(String name) {
    return QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST);
  }

  @AfterAll
  static void stop() throws Exception {
    BROKER.stop();
  }

  @Test
  void sendsAnEvent() throws Exception {
    int exit =
        run(
            "send-event --url vm://61 --user ada --password secret --workflow approval"
                + " --instance i1 --type approved --payload {\"by\":\"ada\"} --event-id e1");

    TextMessage message = receive("workflow.events");
    assertThat(exit).isZero();
    assertThat(message.getText()).isEqualTo("{\"by\":\"ada\"}");
    assertThat(message.getStringProperty("workflow")).isEqualTo("approval");
    assertThat(message.getStringProperty("instanceId")).isEqualTo("i1");
    assertThat(message.getStringProperty("eventType")).isEqualTo("approved");
    assertThat(message.getStringProperty("eventId")).isEqualTo("e1");
    assertThat(out)
        .hasToString(
            "Sent event approved to approval/i1 as %s%n".formatted(message.getJMSMessageID()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void startsAnInstance() throws Exception {
    Path passwordFile = Files.writeString(folder.resolve("password"), "secret\n");

    int exit =
        run(
            "start --url vm://61 --user ada --password-file "
                + passwordFile
                + " --workflow approval --instance i2 --params {\"userId\":\"ada\"}");

    TextMessage message = receive("workflow.commands");
    assertThat(exit).isZero();
    assertThat(message.getText()).isEqualTo("{\"userId\":\"ada\"}");
    assertThat(message.getStringProperty("workflow")).isEqualTo("approval");
    assertThat(message.getStringProperty("instanceId")).isEqualTo("i2");
  }

  @Test
  void leavesOutWhatIsNotGiven() throws Exception {
    run("start --url vm://61 --user ada --password secret --workflow approval");

    TextMessage message = receive("workflow.commands");
    assertThat(message.getText()).isEqualTo("{}");
    assertThat(message.propertyExists("instanceId")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                           | Missing command: send-event or start",
        "stop                                       | Unmatched argument at index 0: 'stop'",
        "start                                      | Missing required option: '--workflow=NAME'",
        "start --workflow                           | Missing required parameter for option"
            + " '--workflow' (NAME)",
        "send-event --workflow w --instance i       | Missing required option: '--type=TYPE'",
        "start --workflow w --params {              | Invalid value for option '--params':"
            + " it is not JSON",
        "start --workflow w --params {}{}           | Invalid value for option '--params':"
            + " it is not JSON",
        "start --workflow w --speed 3               | Unknown options: '--speed', '3'",
      })
  void saysInOneLineHowItWasCalledWrongly(String arguments, String message) {
    int exit = run(arguments == null ? "" : arguments);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("holdfast-cli: " + message).containsOnlyOnce("\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--url tcp://127.0.0.1:1                       | Nothing was sent to tcp://127.0.0.1:1: ",
        "--url nonsense                                | The url nonsense is not understood: ",
        "--url vm://61 --user ada --password wrong     | Nothing was sent to vm://61: ",
        "--user ada --password-file no-such-file       | The password file no-such-file cannot be"
            + " read: ",
      })
  void saysInOneLineWhyNothingWasSent(String arguments, String message) {
    int exit = run("start --workflow w " + arguments);

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).startsWith("holdfast-cli: " + message).containsOnlyOnce("\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(run("send-event --help")).isZero();
    assertThat(out.toString()).contains("send-event", "start", "--event-id=ID");
  }

  private int run(String arguments) {
    CommandLine command = HoldfastCommands.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(Arrays.asList(arguments.strip().split(" +")));
    words.removeIf(String::isEmpty);
    return command.execute(words.toArray(String[]::new));
  }

  private static TextMessage receive(String queue) {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(URL);
        JMSContext context = factory.createContext("ada", "secret")) {
      if (context.createConsumer(context.createQueue(queue)).receive(10_000)
          instanceof TextMessage message) {
        return message;
      }
      throw new AssertionError("No text message on " + queue);
    }
  }
}
