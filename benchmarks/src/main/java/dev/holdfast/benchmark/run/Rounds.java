package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Are the figures of one trial, of each engine one for each round. */
final class Rounds {

  private final Trial trial;
  private final Map<String, List<Figures>> byEngine = new LinkedHashMap<>();

  Rounds(Trial trial) {
    this.trial = trial;
  }

  void add(String engine, Figures measured) {
    byEngine.computeIfAbsent(engine, name -> new ArrayList<>()).add(measured);
  }

  /**
   * Returns the table: of each engine the median of the main figure, and of the ratios to the peer
   * within each round, with the least and the greatest of them.
   *
   * @param peer the engine to compare with
   */
  String table(String peer) {
    StringBuilder table =
        new StringBuilder("\n%s %s\n".formatted(trial, trial.workload().mainFigure()));
    byEngine.forEach(
        (engine, figures) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "  %-16s %10.2f%s%n",
                    engine,
                    median(mainFigures(engine)),
                    byEngine.containsKey(peer) ? shown(ratios(engine, peer)) : "")));
    return table.toString();
  }

  private List<Double> mainFigures(String engine) {
    return byEngine.getOrDefault(engine, List.of()).stream()
        .map(figures -> figures.get(trial.workload().mainFigure()))
        .toList();
  }

  private List<Double> ratios(String engine, String peer) {
    List<Double> own = mainFigures(engine);
    List<Double> others = mainFigures(peer);
    return IntStream.range(0, own.size()).mapToObj(i -> own.get(i) / others.get(i)).toList();
  }

  private static String shown(List<Double> ratios) {
    List<Double> ascending = ratios.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "   x %.2f (%.2f to %.2f)",
        median(ratios),
        ascending.get(0),
        ascending.get(ascending.size() - 1));
  }

  /** Returns the middle one, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> ascending = values.stream().sorted().toList();
    int half = ascending.size() / 2;
    return ascending.size() % 2 == 1
        ? ascending.get(half)
        : (ascending.get(half - 1) + ascending.get(half)) / 2;
  }
}
