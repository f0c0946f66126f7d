package dev.holdfast.web.console.live;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.statistics.StatisticsService;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the numbers whose changes a page is told of. They cost nothing: all pages share them. */
@FunctionalInterface
interface Numbers {

  /**
   * Reads the present numbers.
   *
   * @param statistics has them
   * @return something that equals what was read before unless a number has changed
   */
  Object read(StatisticsService statistics);

  /** Returns the numbers of one workflow. */
  static Numbers of(String workflow) {
    return statistics -> Map.<InstanceStatus, Long>copyOf(statistics.counts(workflow));
  }

  /** Returns those of all workflows and servers together. */
  static Numbers ofAll() {
    return statistics ->
        List.of(
            Set.copyOf(statistics.counts().value()),
            Set.copyOf(statistics.stuck().value()),
            statistics.parkedMessages().value(),
            statistics.nodes().value().stream().map(it -> it.node() + " " + it.running()).toList());
  }
}
