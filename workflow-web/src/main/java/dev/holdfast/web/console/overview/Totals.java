package dev.holdfast.web.console.overview;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up how many instances there are, over all workflows.
 *
 * @param byStatus a number for each status, zeros included
 */
public record Totals(Map<InstanceStatus, Long> byStatus) {

  /** Copies the map, in the order of the statuses. */
  public Totals {
    byStatus = new EnumMap<>(byStatus);
  }

  /**
   * Adds counts up.
   *
   * @param counts of workflows and statuses
   */
  static Totals of(List<StatusCount> counts) {
    Map<InstanceStatus, Long> sums = new EnumMap<>(InstanceStatus.class);
    for (InstanceStatus status : InstanceStatus.values()) {
      sums.put(status, 0L);
    }
    counts.forEach(count -> sums.merge(count.status(), count.count(), Long::sum));
    return new Totals(sums);
  }

  /**
   * Returns how many instances have a status.
   *
   * @param status the status
   * @return the number
   */
  public long count(InstanceStatus status) {
    return byStatus.getOrDefault(status, 0L);
  }
}
