package dev.holdfast.engine.port;

/** Shows what has been measured to machines. */
@FunctionalInterface
public interface MetricsExport {

  /**
   * Writes all metrics; may read the database, see the statistics.
   *
   * @return text in the exposition format of Prometheus, version 0.0.4
   */
  String prometheus();
}
