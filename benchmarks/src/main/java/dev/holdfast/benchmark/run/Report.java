package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Prints what was measured. */
final class Report {

  private Report() {}

  /** Prints a line, or a table. */
  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * Prints figures, with the load of the machine.
   *
   * @param what what was measured, of which engine
   */
  static void figures(String what, Figures figures) {
    print(
        "%s %s load_average=%.1f",
        what, figures, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /**
   * Returns a line of a table.
   *
   * @param ratio how the figure compares; empty when there is nothing to compare with
   */
  static String row(String engine, double figure, String ratio) {
    return String.format(Locale.ROOT, "  %-16s %10.2f%s%n", engine, figure, ratio);
  }
}
