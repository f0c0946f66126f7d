package dev.holdfast.samples.kitchen;

import dev.holdfast.samples.kitchen.ScriptTrial.Crash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Runs a script without crashes and with some, and tells what is not as it must be. */
final class ScriptProof {

  private static final int MOST_CRASHES = 5;

  private final UnaryOperator<Effects> around;

  ScriptProof(UnaryOperator<Effects> around) {
    this.around = around;
  }

  /**
   * Is what has been found.
   *
   * @param problems what is not as it must be; nothing when all is well
   * @param planned the crashes that were chosen
   * @param crashes how many of them came
   * @param writes how many journal writes there were in both runs
   */
  record Finding(List<String> problems, List<Crash> planned, int crashes, int writes) {}

  /** Runs a script with crashes drawn from its seed. */
  Finding check(RandomScript script) {
    TrialRecord calm = ScriptTrial.run(script, List.of(), around);
    return check(script, calm, crashes(new Random(script.seed()), calm.writes()));
  }

  /** Runs a script with given crashes. */
  Finding check(RandomScript script, List<Crash> crashes) {
    return check(script, ScriptTrial.run(script, List.of(), around), crashes);
  }

  private Finding check(RandomScript script, TrialRecord calm, List<Crash> crashes) {
    TrialRecord crashed = ScriptTrial.run(script, crashes, around);
    List<String> problems = new ArrayList<>();
    calm.broken().forEach(problem -> problems.add("Without crashes: " + problem));
    crashed.broken().forEach(problem -> problems.add("With crashes: " + problem));
    if (!script.open()) {
      problems.addAll(crashed.differencesFrom(calm));
    }
    return new Finding(problems, crashes, crashed.crashes(), calm.writes() + crashed.writes());
  }

  private static List<Crash> crashes(Random random, int writes) {
    List<Crash> crashes = new ArrayList<>();
    int left = writes;
    for (int i = random.nextInt(MOST_CRASHES); i >= 0 && left > 0; i--) {
      int write = 1 + random.nextInt(left);
      crashes.add(new Crash(write, random.nextBoolean()));
      left = Math.max(1, left - write);
    }
    return crashes;
  }
}
