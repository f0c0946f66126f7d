package dev.holdfast.broker;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.lang.System.Logger.Level;
import java.net.URI;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Brings its own broker along: a JMS resource adapter for servers that have none.
 *
 * <p>The server starts and stops it with itself. Connections made through it stay inside the
 * process. With {@code HOLDFAST_JMS_URL} there is no broker here and connections go to that one,
 * which need not be up: whoever sends fails at once, listeners try again every two seconds.
 */
public class EmbeddedBrokerAdapter extends ActiveMQResourceAdapter {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(EmbeddedBrokerAdapter.class.getName());

  /**
   * Is true while the broker runs. The server reads it when it is about to recover transactions
   * that a crash has left in doubt: without the broker it would lose their messages.
   */
  static final String STARTED = "holdfast.broker.started";

  private static final int WITHOUT_END = -1;
  private static final long SETUP_INTERVAL_MILLIS = 2_000;

  private transient @Nullable EmbeddedBroker broker;

  /** Creates an adapter; the server then sets its properties and starts it. */
  public EmbeddedBrokerAdapter() {}

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    Thread thread = Thread.currentThread();
    ClassLoader caller = thread.getContextClassLoader();
    thread.setContextClassLoader(getClass().getClassLoader()); // Artemis loads its factories by it
    try {
      BrokerSettings settings = BrokerSettings.ofProcess();
      if (settings.remote() == null) {
        broker = EmbeddedBroker.start(settings);
      } else {
        use(settings.remote(), settings);
      }
      super.start(context);
      System.setProperty(STARTED, "true");
    } catch (Exception e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(caller);
    }
  }

  private void use(URI remote, BrokerSettings settings) {
    setConnectorClassName(NettyConnectorFactory.class.getName());
    setConnectionParameters("host=" + remote.getHost() + ";port=" + remote.getPort());
    setUserName(settings.user());
    setPassword(settings.password());
    setReconnectAttempts(WITHOUT_END); // of listeners; those that send have their own in ra.xml
    setSetupAttempts(WITHOUT_END);
    setSetupInterval(SETUP_INTERVAL_MILLIS);
    LOG.log(Level.INFO, "Messages go to the broker {0} as user ''{1}''.", remote, settings.user());
  }

  @Override
  public void stop() {
    try {
      super.stop();
    } finally {
      stopBroker();
    }
  }

  private void stopBroker() {
    System.clearProperty(STARTED);
    EmbeddedBroker running = broker;
    broker = null;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The message broker did not stop cleanly.", e);
    }
  }
}
