package dev.holdfast.benchmark.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Are the main figures of one trial, of each engine one for each round. */
final class Rounds {

  private final Trial trial;
  private final Map<String, List<Double>> byEngine = new LinkedHashMap<>();

  Rounds(Trial trial) {
    this.trial = trial;
  }

  void add(String engine, double figure) {
    byEngine.computeIfAbsent(engine, name -> new ArrayList<>()).add(figure);
  }

  /**
   * Returns the table: of each engine the median, and the median of the ratios to the peer within
   * each round, with the least and the greatest of them.
   *
   * @param peer the engine to compare with
   */
  String table(String peer) {
    StringBuilder table =
        new StringBuilder("\n%s %s\n".formatted(trial, trial.workload().mainFigure()));
    List<Double> peers = byEngine.getOrDefault(peer, List.of());
    byEngine.forEach(
        (engine, figures) ->
            table.append(Report.row(engine, median(figures), ratio(figures, peers))));
    return table.toString();
  }

  private static String ratio(List<Double> figures, List<Double> peers) {
    if (peers.isEmpty()) {
      return "";
    }
    List<Double> ratios =
        IntStream.range(0, figures.size())
            .mapToObj(round -> figures.get(round) / peers.get(round))
            .sorted()
            .toList();
    return String.format(
        Locale.ROOT,
        "   x %.2f (%.2f to %.2f)",
        median(ratios),
        ratios.get(0),
        ratios.get(ratios.size() - 1));
  }

  /** Returns the middle one, or the mean of the two in the middle. */
  private static double median(List<Double> values) {
    List<Double> ascending = values.stream().sorted().toList();
    int half = ascending.size() / 2;
    return ascending.size() % 2 == 1
        ? ascending.get(half)
        : (ascending.get(half - 1) + ascending.get(half)) / 2;
  }
}
