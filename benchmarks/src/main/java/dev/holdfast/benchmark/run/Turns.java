package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures engines that all run, one for a while, then the next, round after round: when the
 * machine becomes slower or faster, it does so for all of them. Every other round goes backwards.
 */
final class Turns {

  private final Map<String, Engine> engines;
  private final BenchmarkDatabase database;
  private final Listener listener;

  /** Is told of each figure as soon as it is there. */
  @FunctionalInterface
  interface Listener {

    /**
     * Is told what was measured.
     *
     * @param round the number of the round, from 1
     */
    void measured(Trial trial, String engine, int round, Figures figures);
  }

  /**
   * Is about to measure.
   *
   * @param engines the engines by name, all running
   */
  Turns(Map<String, Engine> engines, BenchmarkDatabase database, Listener listener) {
    this.engines = new LinkedHashMap<>(engines);
    this.database = database;
    this.listener = listener;
  }

  /**
   * Measures a trial.
   *
   * @param warmUp seconds that each engine does the same before
   * @return the figures of each round by engine; engines that cannot do such a thing are left out
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
        all.add(engine.getKey(), figures);
        listener.measured(trial, engine.getKey(), round, figures);
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
