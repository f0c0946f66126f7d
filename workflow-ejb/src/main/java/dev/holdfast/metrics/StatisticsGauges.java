package dev.holdfast.metrics;

import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.StatisticsReader.DueCount;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.statistics.StatisticsService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows the numbers of all servers together, as they were read last. While the database is away
 * there are none, and one gauge says so.
 */
final class StatisticsGauges {

  private static final System.Logger LOG = System.getLogger(StatisticsGauges.class.getName());

  private final StatisticsService statistics;
  private final Map<MultiGauge, Supplier<List<Row<?>>>> gauges = new LinkedHashMap<>();
  private volatile boolean available;

  StatisticsGauges(MeterRegistry registry, StatisticsService statistics) {
    this.statistics = statistics;
    gauges.put(
        gauge(registry, MetricNames.INSTANCES, "Instances that are stored", ""), this::instances);
    gauges.put(
        gauge(
            registry,
            MetricNames.LONGEST_WAIT,
            "For how long the instance has been waiting that has waited for longest",
            "seconds"),
        this::longestWaits);
    gauges.put(
        gauge(registry, MetricNames.STUCK, "Instances that are not getting on, by reason", ""),
        this::stuck);
    gauges.put(
        gauge(registry, MetricNames.DUE, "Instances that are due and not claimed", ""), this::due);
    gauges.put(
        gauge(
            registry,
            MetricNames.DUE_LATENESS,
            "For how long the first instance has been due that is not claimed",
            "seconds"),
        this::dueLateness);
    gauges.put(
        gauge(registry, MetricNames.RETRYING, "Steps between two attempts", ""), this::retrying);
    gauges.put(
        gauge(registry, MetricNames.PARKED, "Messages that wait for an operator", ""),
        this::parked);
    gauges.put(
        gauge(
            registry,
            MetricNames.HEARTBEAT_AGE,
            "Time since a server has renewed its lease",
            "seconds"),
        this::heartbeats);
    gauges.put(
        gauge(registry, MetricNames.NODE_EXECUTING, "Instances that a server owns", ""),
        this::executing);
    Gauge.builder(MetricNames.STATISTICS, () -> available ? 1 : 0)
        .description("1 when the database could be read for the numbers of all servers, else 0")
        .register(registry);
  }

  private static MultiGauge gauge(
      MeterRegistry registry, String name, String description, String unit) {
    MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
    return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
  }

  /** Looks at the statistics again, which read the database when theirs are too old. */
  synchronized void refresh() {
    try {
      Map<MultiGauge, List<Row<?>>> rows = new LinkedHashMap<>();
      gauges.forEach((gauge, source) -> rows.put(gauge, source.get()));
      rows.forEach((gauge, read) -> gauge.register(read, true));
      available = true;
    } catch (RuntimeException e) { // the database may be away: the rest can be shown all the same
      if (available) {
        LOG.log(Level.WARNING, "The statistics cannot be read: {0}", e.toString());
      }
      gauges.keySet().forEach(gauge -> gauge.register(List.of(), true));
      available = false;
    }
  }

  private List<Row<?>> instances() {
    return statistics.counts().value().stream()
        .<Row<?>>map(
            it ->
                Row.of(
                    Tags.of("workflow", it.workflow(), "status", it.status().wireName()),
                    it.count()))
        .toList();
  }

  private List<Row<?>> longestWaits() {
    Instant now = statistics.longestWaits().readAt();
    return statistics.longestWaits().value().stream()
        .<Row<?>>map(it -> Row.of(workflow(it), seconds(it.since(), now)))
        .toList();
  }

  private static Tags workflow(LongestWait wait) {
    return Tags.of("workflow", wait.key().workflow());
  }

  private List<Row<?>> stuck() {
    Map<StuckReason, Long> counts =
        statistics.stuck().value().stream()
            .collect(Collectors.groupingBy(StuckInstance::reason, Collectors.counting()));
    return Arrays.stream(StuckReason.values())
        .<Row<?>>map(
            reason -> Row.of(Tags.of("reason", reason.wireName()), counts.getOrDefault(reason, 0L)))
        .toList();
  }

  private List<Row<?>> due() {
    return statistics.due().value().stream()
        .<Row<?>>map(it -> Row.of(tags(it), it.count()))
        .toList();
  }

  private List<Row<?>> dueLateness() {
    Instant now = statistics.due().readAt();
    return statistics.due().value().stream()
        .<Row<?>>map(it -> Row.of(tags(it), seconds(it.earliest(), now)))
        .toList();
  }

  private static Tags tags(DueCount due) {
    return Tags.of("workflow", due.workflow(), "status", due.status().wireName());
  }

  private List<Row<?>> retrying() {
    return statistics.retrying().value().entrySet().stream()
        .<Row<?>>map(it -> Row.of(Tags.of("workflow", it.getKey()), it.getValue()))
        .toList();
  }

  private List<Row<?>> parked() {
    return List.of(Row.of(Tags.empty(), statistics.parkedMessages().value()));
  }

  private List<Row<?>> heartbeats() {
    return statistics.nodes().value().stream()
        .<Row<?>>map(it -> Row.of(node(it), seconds(it.heartbeatAt(), it.readAt())))
        .toList();
  }

  private List<Row<?>> executing() {
    return statistics.nodes().value().stream()
        .<Row<?>>map(it -> Row.of(node(it), it.running()))
        .toList();
  }

  private static Tags node(NodeRecord node) {
    return Tags.of("node", node.name());
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }
}
