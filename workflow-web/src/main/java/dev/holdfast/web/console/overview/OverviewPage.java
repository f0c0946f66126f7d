package dev.holdfast.web.console.overview;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.statistics.Reading;
import dev.holdfast.web.console.ConsoleEngine;
import dev.holdfast.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is the first page: what runs, what waits, what fails, and what is stuck. */
@Named
@RequestScoped
public class OverviewPage {

  private static final int LINES = 10;

  @Inject private ConsoleEngine engine;
  @Inject private Viewer viewer;

  private @Nullable Reading<List<StatusCount>> counts;
  private @Nullable List<StuckInstance> stuck;
  private @Nullable List<NodeRecord> nodes;

  /** Makes an empty page; Faces does. */
  public OverviewPage() {}

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
