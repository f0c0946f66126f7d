package dev.holdfast.broker;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.lang.System.Logger.Level;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Brings its own broker along: a JMS resource adapter for servers that have none.
 *
 * <p>The server starts and stops it with itself. Connections made through it stay inside the
 * process.
 */
public class EmbeddedBrokerAdapter extends ActiveMQResourceAdapter {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(EmbeddedBrokerAdapter.class.getName());

  /**
   * Is true while the broker runs. The server reads it when it is about to recover transactions
   * that a crash has left in doubt: without the broker it would lose their messages.
   */
  static final String STARTED = "holdfast.broker.started";

  private transient @Nullable EmbeddedBroker broker;

  /** Creates an adapter; the server then sets its properties and starts it. */
  public EmbeddedBrokerAdapter() {}

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    Thread thread = Thread.currentThread();
    ClassLoader caller = thread.getContextClassLoader();
    thread.setContextClassLoader(getClass().getClassLoader()); // Artemis loads its factories by it
    try {
      broker = EmbeddedBroker.start(BrokerSettings.ofProcess());
      super.start(context);
      System.setProperty(STARTED, "true");
    } catch (Exception e) {
      throw new ResourceAdapterInternalException(e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(caller);
    }
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
