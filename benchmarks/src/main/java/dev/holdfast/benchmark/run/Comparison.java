package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts the figures of engines beside each other. */
final class Comparison {

  private final String peer;
  private final Map<Trial, Map<String, Figures>> figures = new LinkedHashMap<>();

  /** Begins with nothing. */
  Comparison(String peer) {
    this.peer = peer;
  }

  void add(Trial trial, String engine, Figures measured) {
    figures.computeIfAbsent(trial, w -> new LinkedHashMap<>()).put(engine, measured);
  }

  /** Compares figures with the first ones of the workload; none when there are no others. */
  Figures growth(Trial trial, String engine, Figures measured) {
    String name = trial.workload().mainFigure();
    return figures.entrySet().stream()
        .filter(it -> it.getKey().workload() == trial.workload())
        .flatMap(it -> Optional.ofNullable(it.getValue().get(engine)).stream())
        .findFirst()
        .map(first -> Figures.NONE.with("ratio_to_first", measured.get(name) / first.get(name)))
        .orElse(Figures.NONE);
  }

  /** Returns the table, in Markdown. */
  String table() {
    StringBuilder table = new StringBuilder();
    figures.forEach(
        (trial, byEngine) -> {
          String name = trial.workload().mainFigure();
          table.append("\n%s %s\n".formatted(trial, name));
          Figures peers = byEngine.get(peer);
          byEngine.forEach(
              (engine, measured) ->
                  table.append(
                      Report.row(
                          engine,
                          measured.get(name),
                          peers == null ? "" : ratio(measured, peers, name))));
        });
    return table.toString();
  }

  private static String ratio(Figures measured, Figures peers, String name) {
    return String.format(Locale.ROOT, "   x %.2f", measured.get(name) / peers.get(name));
  }
}
