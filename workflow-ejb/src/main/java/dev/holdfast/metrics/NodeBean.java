package dev.holdfast.metrics;

import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.port.StatisticsReader.DueCount;
import dev.holdfast.engine.statistics.StatisticsService;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Answers JMX from memory and from the statistics. */
final class NodeBean implements NodeMXBean {

  private static final System.Logger LOG = System.getLogger(NodeBean.class.getName());

  private final NodeStatus node;
  private final StatisticsService statistics;
  private final ObjectName name;

  NodeBean(String nodeName, NodeStatus node, StatisticsService statistics) {
    this.node = node;
    this.statistics = statistics;
    try {
      this.name = new ObjectName("dev.holdfast:type=Node,name=" + ObjectName.quote(nodeName));
    } catch (JMException e) {
      throw new IllegalStateException("The name of the node cannot be quoted for JMX", e);
    }
  }

  /** Shows the node. Whatever is in the way, the engine runs without. */
  void register() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      if (server.isRegistered(name)) { // left by a deployment that could not end
        server.unregisterMBean(name);
      }
      server.registerMBean(this, name);
    } catch (JMException e) {
      LOG.log(Level.WARNING, "The node cannot be shown in JMX", e);
    }
  }

  /** Takes it away, else the server would keep the application's classes. */
  void unregister() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      LOG.log(Level.WARNING, "The node cannot be taken out of JMX", e);
    }
  }

  @Override
  public boolean isLeaseInForce() {
    return node.isLeaseInForce();
  }

  @Override
  public long getIncarnation() {
    return node.incarnation();
  }

  @Override
  public int getExecuting() {
    return node.executing();
  }

  @Override
  public int getExecutingLimit() {
    return node.slots();
  }

  @Override
  public long getDueInstances() {
    return statistics.due().value().stream().mapToLong(DueCount::count).sum();
  }

  @Override
  public long getStuckInstances() {
    return statistics.stuck().value().stream().map(it -> it.key()).distinct().count();
  }

  @Override
  public long getParkedMessages() {
    return statistics.parkedMessages().value();
  }
}
