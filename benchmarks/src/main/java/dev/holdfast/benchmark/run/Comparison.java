package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Workload;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Puts the figures of engines beside each other. */
final class Comparison {

  private final String peer;
  private final Map<Workload, Map<String, Figures>> figures = new EnumMap<>(Workload.class);

  /** Begins with nothing. */
  Comparison(String peer) {
    this.peer = peer;
  }

  void add(Workload workload, String engine, Figures measured) {
    figures.computeIfAbsent(workload, w -> new LinkedHashMap<>()).put(engine, measured);
  }

  /** Returns the table, in Markdown. */
  String table() {
    StringBuilder table = new StringBuilder();
    figures.forEach(
        (workload, byEngine) -> {
          String name = workload.mainFigure();
          table.append("\n%s %s\n".formatted(workload, name));
          Figures peers = byEngine.get(peer);
          byEngine.forEach(
              (engine, measured) ->
                  table.append(
                      String.format(
                          Locale.ROOT,
                          "  %-16s %10.2f%s%n",
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
