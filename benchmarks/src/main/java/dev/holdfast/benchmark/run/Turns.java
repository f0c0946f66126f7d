package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Measures engines that all run, one for a while, then the next, round after round: when the
 * machine becomes slower or faster, it does so for all of them. Every other round goes backwards.
 */
final class Turns {

  private final Map<String, Engine> engines;
  private final BenchmarkDatabase database;

  /**
   * Is about to measure.
   *
   * @param engines the engines by name, all running
   */
  Turns(Map<String, Engine> engines, BenchmarkDatabase database) {
    this.engines = engines;
    this.database = database;
  }

  /**
   * Measures a trial, and prints each figure as soon as it is there.
   *
   * @param warmUp seconds that each engine does the same before
   * @return the main figures; engines that cannot do such a thing are left out
   */
  Rounds measure(Trial trial, int warmUp, int rounds) throws Exception {
    List<Map.Entry<String, Engine>> able = new ArrayList<>();
    for (Map.Entry<String, Engine> engine : engines.entrySet()) {
      if (trial.warmUp(engine.getValue(), warmUp)) {
        able.add(engine);
      }
    }
    Rounds all = new Rounds(trial);
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<String, Engine> engine : able) {
        Figures figures = measureOne(trial, engine.getValue());
        all.add(engine.getKey(), figures.get(trial.workload().mainFigure()));
        Report.figures("%s round=%d %s".formatted(trial, round, engine.getKey()), figures);
      }
      Collections.reverse(able);
    }
    return all;
  }

  private Figures measureOne(Trial trial, Engine engine) throws Exception {
    Usage before = Usage.ofCpu(database, engine);
    Figures measured =
        trial
            .perform(engine)
            .orElseThrow(() -> new IllegalStateException("An engine no longer does " + trial));
    return measured.and(Usage.ofCpu(database, engine).since(before, trial, measured));
  }
}
