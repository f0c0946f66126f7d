package dev.holdfast.metrics;

import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.port.Measurements;
import dev.holdfast.engine.port.MetricsExport;
import dev.holdfast.engine.statistics.StatisticsService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * Is all that is measured on this server, from the start of the engine until {@link #close}, and
 * the JVM. The registry is its own: what the server or the application measures is not among it.
 */
public final class Metrics implements MetricsExport, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final EngineMeters engine = new EngineMeters(registry);
  private final JvmMeters jvm = new JvmMeters(registry);
  private final StatisticsGauges statistics;
  private final NodeBean bean;

  /**
   * Begins to measure.
   *
   * @param nodeName name of the node
   * @param node how this server is doing
   * @param statistics the numbers of all servers together
   */
  public Metrics(String nodeName, NodeStatus node, StatisticsService statistics) {
    this.statistics = new StatisticsGauges(registry, statistics);
    this.bean = new NodeBean(nodeName, node, statistics);
    Gauge.builder(MetricNames.EXECUTING, node::executing)
        .description("Instances that this server executes")
        .register(registry);
    Gauge.builder(MetricNames.EXECUTING_LIMIT, node::slots)
        .description("Instances that this server may execute at a time")
        .register(registry);
    Gauge.builder(MetricNames.LEASE, () -> node.isLeaseInForce() ? 1 : 0)
        .description("1 while this server may run instances, else 0")
        .register(registry);
  }

  /** Shows the node in JMX, once it has started. */
  public void show() {
    bean.register();
  }

  /**
   * Returns what the engine is to tell.
   *
   * @return counts and measures
   */
  public Measurements measurements() {
    return engine;
  }

  @Override
  public String prometheus() {
    statistics.refresh();
    return registry.scrape();
  }

  /** Measures nothing any more and leaves nothing behind in the server. */
  @Override
  public void close() {
    bean.unregister();
    jvm.close();
    registry.close();
  }
}
