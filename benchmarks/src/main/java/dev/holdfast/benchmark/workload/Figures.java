package dev.holdfast.benchmark.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Are measured figures by name, in the order in which they were added. Immutable. */
public final class Figures {

  /** Nothing was measured. */
  public static final Figures NONE = new Figures(Map.of());

  private final Map<String, Double> values;

  private Figures(Map<String, Double> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Adds a figure.
   *
   * @param name its name, which ends with its unit
   * @param value the figure
   * @return these and the new one
   */
  public Figures with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Figures(more);
  }

  /**
   * Adds the times that half of some, and 99 in 100 of them, did not exceed.
   *
   * @param name what the times are of
   * @param nanos the times in nanoseconds, in any order
   * @return these and the new ones, in milliseconds
   */
  public Figures withTimes(String name, List<Long> nanos) {
    if (nanos.isEmpty()) {
      return this;
    }
    List<Long> ascending = nanos.stream().sorted().toList();
    return with(name + "p50_ms", share(ascending, 0.5))
        .with(name + "p99_ms", share(ascending, 0.99));
  }

  private static double share(List<Long> ascending, double share) {
    return ascending.get((int) (share * (ascending.size() - 1))) / 1e6;
  }

  /**
   * Adds other figures.
   *
   * @param others what to add
   * @return these and the others
   */
  public Figures and(Figures others) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.putAll(others.values);
    return new Figures(more);
  }

  /**
   * Returns a figure.
   *
   * @param name its name
   * @return the figure; not a number when there is none
   */
  public double get(String name) {
    return values.getOrDefault(name, Double.NaN);
  }

  /** Writes {@code name=value} for each, with blanks between. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(it -> it.getKey() + "=" + shown(it.getValue()))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads what {@link #toString} has written.
   *
   * @param text the text
   * @return the figures
   */
  public static Figures parse(String text) {
    Figures figures = NONE;
    for (String word : text.strip().split(" +", -1)) {
      int sign = word.indexOf('=');
      if (sign > 0) {
        figures =
            figures.with(word.substring(0, sign), Double.parseDouble(word.substring(sign + 1)));
      }
    }
    return figures;
  }

  private static String shown(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || size == Math.rint(size) ? "%.0f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
