package dev.holdfast.broker;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * Runs an Artemis broker inside this process.
 *
 * <p>Messages are on disk before a sender is answered and survive a crash. Not thread-safe: one
 * thread starts and stops it.
 */
final class EmbeddedBroker implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EmbeddedBroker.class.getName());

  /**
   * Artemis' own log lines below a warning, among them an audit line for every message. Referred to
   * from here, because the level of a logger that nobody holds is forgotten.
   */
  private static final Logger ARTEMIS = Logger.getLogger("org.apache.activemq");

  private final EmbeddedActiveMQ broker;

  private EmbeddedBroker(EmbeddedActiveMQ broker) {
    this.broker = broker;
  }

  /**
   * Starts a broker and returns when it takes connections.
   *
   * @throws IllegalStateException if the port is taken or the broker cannot be started
   */
  static EmbeddedBroker start(BrokerSettings settings) throws Exception {
    ARTEMIS.setLevel(java.util.logging.Level.WARNING);
    if (settings.isOpenToClients()) {
      requireFree(settings.port());
    }
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(BrokerConfiguration.of(settings));
    broker.setSecurityManager(new BrokerSecurity(settings));
    broker.start();
    EmbeddedBroker started = new EmbeddedBroker(broker);
    if (!started.isListening(settings)) {
      started.close();
      throw new IllegalStateException(
          "The message broker in "
              + settings.directory()
              + " did not start; the log lines before this one say why.");
    }
    LOG.log(Level.INFO, settings.isOpenToClients() ? open(settings) : closed(settings));
    return started;
  }

  /** Stops taking connections, finishes what is being written and gives the directory free. */
  @Override
  public void close() {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The message broker did not stop cleanly.", e);
    }
  }

  private boolean isListening(BrokerSettings settings) {
    var server = broker.getActiveMQServer();
    if (!server.isActive()) {
      return false;
    }
    var acceptor = server.getRemotingService().getAcceptor(BrokerConfiguration.TCP_ACCEPTOR);
    return settings.isOpenToClients() == (acceptor != null && acceptor.isStarted());
  }

  /**
   * Artemis logs a taken port among other lines and runs on without it, so it is looked at first.
   */
  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The JMS port %d on 127.0.0.1 is taken. Stop what uses it, or set HOLDFAST_JMS_PORT to a free port (0: no port)."
              .formatted(port),
          e);
    }
  }

  private static String open(BrokerSettings settings) {
    return "JMS clients connect to tcp://127.0.0.1:%d as user '%s'."
        .formatted(settings.port(), settings.user());
  }

  private static String closed(BrokerSettings settings) {
    return settings.port() == 0
        ? "No port for JMS clients: HOLDFAST_JMS_PORT is 0."
        : "No port for JMS clients: HOLDFAST_JMS_PASSWORD is not set.";
  }
}
