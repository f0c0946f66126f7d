package dev.holdfast.web.console.overview;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.engine.statistics.Reading;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.Sentence;
import dev.holdfast.web.console.Viewer;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** Is the first page: what runs, what waits, what fails, and what is stuck. */
@Named
@ViewScoped
public class OverviewPage implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int LINES = 10;

  @Inject private ConsoleEngine engine;
  @Inject private Viewer viewer;

  private Period period = Period.HOUR;
  private int drawn;
  private transient @Nullable Reading<List<StatusCount>> counts;
  private transient @Nullable List<StuckInstance> stuck;
  private transient @Nullable List<NodeRecord> nodes;
  private transient @Nullable List<Throughput> throughput;

  /** Makes an empty page; Faces does. */
  public OverviewPage() {}

  /** Reads the numbers again; draws the charts again only when something has changed. */
  public void refresh() {
    counts = null;
    stuck = null;
    nodes = null;
    throughput = null;
    int before = drawn;
    draw();
    if (before != drawn) {
      PrimeFaces.current().ajax().update("overview:charts");
    }
  }

  /** Remembers what the charts show. */
  public void draw() {
    drawn = Objects.hash(getChart(), getEnds(), getFailures());
  }

  private Reading<List<StatusCount>> counts() {
    if (counts == null) {
      counts = engine.statistics().counts();
    }
    return counts;
  }

  /**
   * Returns how many instances there are.
   *
   * @return a number for each status
   */
  public Totals getTotals() {
    return Totals.of(counts().value());
  }

  /**
   * Returns when the instances were counted.
   *
   * @return the time
   */
  public Instant getReadAt() {
    return counts().readAt();
  }

  /**
   * Returns the chart of workflows and statuses.
   *
   * @return what the widget takes, as JSON
   */
  public String getChart() {
    return new StatusChart(viewer.texts()).draw(counts().value());
  }

  /**
   * Returns the chart of the ends of instances.
   *
   * @return what the widget takes, as JSON
   */
  public String getEnds() {
    return charts().ends();
  }

  /**
   * Returns the chart of failures.
   *
   * @return what the widget takes, as JSON
   */
  public String getFailures() {
    return charts().failures();
  }

  /**
   * Returns what the charts of the course of time show, in one sentence.
   *
   * @return their sums
   */
  public Sentence getSum() {
    Throughput sum = charts().sum();
    return Sentence.of(
        "throughput." + period.getName(),
        sum.created(),
        sum.completed(),
        sum.terminated(),
        sum.errored(),
        sum.failedAttempts());
  }

  /**
   * Returns the numbers behind the charts, for those who do not see them.
   *
   * @return those of times in which something has happened, newest first
   */
  public List<Throughput> getThroughput() {
    List<Throughput> eventful =
        new ArrayList<>(counted().stream().filter(OverviewPage::isEventful).toList());
    Collections.reverse(eventful);
    return eventful;
  }

  private static boolean isEventful(Throughput count) {
    return count.created()
            + count.completed()
            + count.errored()
            + count.terminated()
            + count.failedAttempts()
        > 0;
  }

  private ThroughputCharts charts() {
    return new ThroughputCharts(viewer.texts(), counted());
  }

  private List<Throughput> counted() {
    if (throughput == null) {
      throughput = engine.statistics().throughput(period.back(), period.bucket());
    }
    return throughput;
  }

  /**
   * Returns how far back charts can look.
   *
   * @return all periods
   */
  public Period[] getPeriods() {
    return Period.values();
  }

  /**
   * Returns how far back the charts look.
   *
   * @return name of the period
   */
  public String getPeriod() {
    return period.getName();
  }

  /**
   * Sets how far back the charts look.
   *
   * @param name name of the period; an hour for anything else
   */
  public void setPeriod(@Nullable String name) {
    period = Period.of(Objects.requireNonNullElse(name, ""));
  }

  /**
   * Tells whether there is nothing to draw.
   *
   * @return true while there are no instances
   */
  public boolean isBlank() {
    return counts().value().isEmpty();
  }

  /**
   * Returns the statuses in the order in which they are shown.
   *
   * @return all
   */
  public InstanceStatus[] getStatuses() {
    return InstanceStatus.values();
  }

  /**
   * Returns the instances that are not getting on.
   *
   * @return those first for which this has held for longest
   */
  public List<StuckInstance> getStuck() {
    if (stuck == null) {
      stuck =
          engine.statistics().stuck().value().stream()
              .sorted(Comparator.comparing(StuckInstance::since))
              .limit(LINES)
              .toList();
    }
    return stuck;
  }

  /**
   * Returns the instances that wait for longest.
   *
   * @return one for each workflow, the oldest first
   */
  public List<LongestWait> getWaits() {
    return engine.statistics().longestWaits().value().stream()
        .sorted(Comparator.comparing(LongestWait::since))
        .limit(LINES)
        .toList();
  }

  /**
   * Returns the servers.
   *
   * @return those that have not been given up
   */
  public List<NodeRecord> getNodes() {
    if (nodes == null) {
      nodes = engine.statistics().nodes().value();
    }
    return nodes;
  }

  /**
   * Returns how many messages are parked.
   *
   * @return the number
   */
  public long getParked() {
    return engine.statistics().parkedMessages().value();
  }
}
