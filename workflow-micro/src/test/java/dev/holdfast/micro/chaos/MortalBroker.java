package dev.holdfast.micro.chaos;

import dev.holdfast.micro.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.awaitility.Awaitility;

/** Is an Artemis broker in a process of its own that may be killed and started again. */
final class MortalBroker implements AutoCloseable {

  /** The password of its user, who is the default one of the servers. */
  static final String PASSWORD = "broker";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private Process process;

  private MortalBroker(Path folder, int port) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.port = port;
    this.process = launch();
  }

  /** Starts a broker that keeps its messages in a folder and waits until it answers. */
  static MortalBroker start(Path folder) throws IOException {
    MortalBroker broker = new MortalBroker(folder, FreePort.find());
    broker.awaitStart();
    return broker;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            MortalBroker.class.getName(),
            folder.toString(),
            String.valueOf(port))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.txt").toFile()))
        .start();
  }

  private void awaitStart() {
    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions() // it does not listen yet
        .until(
            () -> {
              new Socket(InetAddress.getByName("127.0.0.1"), port).close();
              return true;
            });
  }

  int port() {
    return port;
  }

  /** Returns the variables that make a server use it. */
  Map<String, String> variables() {
    return Map.of("HOLDFAST_JMS_URL", "tcp://127.0.0.1:" + port, "HOLDFAST_JMS_PASSWORD", PASSWORD);
  }

  /** Ends it without any warning. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again, with the messages that it had, and waits until it answers. */
  void restart() throws IOException {
    process = launch();
    awaitStart();
  }

  @Override
  public void close() {
    kill();
  }

  /**
   * Runs the broker until the process ends.
   *
   * @param arguments the folder for the messages, and the port
   */
  public static void main(String[] arguments) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setBindingsDirectory(arguments[0] + "/bindings")
        .setJournalDirectory(arguments[0] + "/journal")
        .setLargeMessagesDirectory(arguments[0] + "/large")
        .setPagingDirectory(arguments[0] + "/paging")
        .setMaxDiskUsage(-1)
        .setSecurityEnabled(false) // the test is not about logins
        .addAddressSetting(
            "#", new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(200))
        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + arguments[1]);
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration);
    broker.start();
  }
}
