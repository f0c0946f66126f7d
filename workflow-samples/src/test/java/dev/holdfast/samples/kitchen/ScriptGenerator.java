package dev.holdfast.samples.kitchen;

import dev.holdfast.samples.kitchen.RandomScript.Send;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes random scripts that use everything the kitchen sink offers. A script ends the same way
 * whenever it is run, wherever a crash comes: times are drawn from so many that no two parts of it
 * do something at the same time unless the order does not matter, and the branches of a race begin
 * with sleeps. Only in open scripts the speed of threads decides races.
 *
 * <p>A new operation is a line in {@link #operations}.
 */
final class ScriptGenerator {

  private static final int DEEPEST = 2;
  private static final int OPEN_ONE_IN = 10;

  /** Makes instructions that follow one another, {@code depth} blocks deep in the script. */
  private interface Operation {
    List<Map<String, @Nullable Object>> make(int depth, boolean inLoop);
  }

  private record Weighted(int weight, Operation operation) {}

  private final long seed;
  private final ScriptValues values;
  private final StepGenerator steps;
  private final Map<String, @Nullable Object> saved = new LinkedHashMap<>();
  private final List<Send> sends = new ArrayList<>();
  private final boolean open;
  private boolean hasOpenRace;

  private ScriptGenerator(long seed) {
    this.seed = seed;
    this.values = new ScriptValues(new Random(seed));
    this.steps = new StepGenerator(values);
    this.open = values.oneIn(OPEN_ONE_IN);
  }

  /** Makes the script of a seed, always the same one. */
  static RandomScript generate(long seed) {
    return new ScriptGenerator(seed).generate();
  }

  private RandomScript generate() {
    List<Map<String, @Nullable Object>> script = block(values.between(1, 6), 0, false);
    sends.sort(Comparator.comparing(Send::after));
    return new RandomScript(seed, script, sends, open);
  }

  /** Returns what can stand anywhere in a script, and how often it does. */
  private List<Weighted> operations() {
    return List.of(
        new Weighted(40, this::runs),
        new Weighted(12, (depth, inLoop) -> List.of(steps.sleep())),
        new Weighted(4, (depth, inLoop) -> List.of(steps.sleepUntil())),
        new Weighted(12, (depth, inLoop) -> List.of(waitForEvent(depth, inLoop))),
        new Weighted(4, (depth, inLoop) -> List.of(condition(depth, inLoop))),
        new Weighted(4, (depth, inLoop) -> List.of(progress())),
        new Weighted(1, (depth, inLoop) -> List.of(Map.of("fail", "The script fails"))),
        new Weighted(1, (depth, inLoop) -> List.of(returning())));
  }

  /** Returns what holds blocks of its own, and how often it stands in a block not too deep. */
  private List<Weighted> structures() {
    return List.of(
        new Weighted(8, (depth, inLoop) -> List.of(parallel(depth))),
        new Weighted(7, (depth, inLoop) -> List.of(allSettled(depth))),
        new Weighted(9, (depth, inLoop) -> List.of(race("race", depth))),
        new Weighted(7, (depth, inLoop) -> List.of(race("any", depth))),
        new Weighted(5, (depth, inLoop) -> List.of(repeat(depth))));
  }

  private List<Map<String, @Nullable Object>> block(int length, int depth, boolean inLoop) {
    List<Map<String, @Nullable Object>> block = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      block.addAll(draw(depth).make(depth, inLoop));
    }
    return block;
  }

  private List<Map<String, @Nullable Object>> block(int depth, boolean inLoop) {
    return block(values.between(0, 2), depth + 1, inLoop);
  }

  private Operation draw(int depth) {
    List<Weighted> choices = new ArrayList<>(operations());
    if (depth < DEEPEST) {
      choices.addAll(structures());
    }
    if (open && !hasOpenRace && depth == 0) {
      choices.add(new Weighted(40, (ignored, inLoop) -> openRace()));
    }
    int rest = values.between(1, choices.stream().mapToInt(Weighted::weight).sum());
    for (Weighted choice : choices) {
      rest -= choice.weight();
      if (rest <= 0) {
        return choice.operation();
      }
    }
    throw new IllegalStateException("The weights do not add up");
  }

  /**
   * Draws a step. Where branches run beside one another, one with a compensation begins at a time
   * of its own: compensations come in the reverse order of the starts, which threads would decide.
   */
  private List<Map<String, @Nullable Object>> runs(int depth, boolean inLoop) {
    Map<String, @Nullable Object> run = run(depth, inLoop);
    return depth > 0 && run.containsKey("compensate")
        ? List.of(steps.longSleep(), run)
        : List.of(run);
  }

  private Map<String, @Nullable Object> run(int depth, boolean inLoop) {
    Map<String, @Nullable Object> run = steps.run(inLoop);
    if (run.get("save") instanceof String name) {
      saved.put(name, run.get("result"));
    }
    if (!values.oneIn(4)) {
      run.put("catch", values.oneIn(2) ? List.of() : block(depth + DEEPEST, inLoop));
    }
    return run;
  }

  private Map<String, @Nullable Object> waitForEvent(int depth, boolean inLoop) {
    String type = values.name("type");
    for (int i = values.between(0, 2); i > 0; i--) {
      Duration after = values.oneIn(3) ? Duration.ZERO : values.duration();
      sends.add(new Send(after, type, values.json()));
    }
    Map<String, @Nullable Object> wait = new LinkedHashMap<>();
    wait.put("waitForEvent", values.name("wait"));
    wait.put("type", type);
    if (!values.oneIn(4)) {
      wait.put("timeout", 1000 + values.millis());
    }
    wait.put("save", values.name("v"));
    if (!values.oneIn(4)) {
      wait.put("onTimeout", block(depth + DEEPEST, inLoop));
    }
    return wait;
  }

  private Map<String, @Nullable Object> condition(int depth, boolean inLoop) {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    String name = saved.isEmpty() ? "nothing" : values.oneOf(List.copyOf(saved.keySet()));
    condition.put("if", name);
    condition.put("equals", values.oneIn(2) ? saved.get(name) : values.json());
    condition.put("then", block(depth + 1, inLoop));
    condition.put("else", block(depth + 1, inLoop));
    return condition;
  }

  private Map<String, @Nullable Object> progress() {
    Map<String, @Nullable Object> progress = new LinkedHashMap<>();
    progress.put("progress", values.json());
    return progress;
  }

  private Map<String, @Nullable Object> returning() {
    Map<String, @Nullable Object> returning = new LinkedHashMap<>();
    returning.put("return", values.json());
    return returning;
  }

  private Map<String, @Nullable Object> parallel(int depth) {
    return new LinkedHashMap<>(Map.of("parallel", branches(depth)));
  }

  private Map<String, @Nullable Object> allSettled(int depth) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("allSettled", branches(depth));
    all.put("save", values.name("v"));
    return all;
  }

  private List<Object> branches(int depth) {
    List<Object> branches = new ArrayList<>();
    for (int i = values.between(0, 3); i > 0; i--) {
      branches.add(block(depth, false));
    }
    return branches;
  }

  /** Draws a race of which one branch at the most does something at once; the others sleep. */
  private Map<String, @Nullable Object> race(String kind, int depth) {
    List<Object> branches = new ArrayList<>();
    int count = values.between(2, 4);
    int quick = values.oneIn(5) ? values.between(0, count - 1) : -1;
    for (int i = 0; i < count; i++) {
      List<Map<String, @Nullable Object>> branch = new ArrayList<>();
      if (i != quick) {
        branch.add(steps.longSleep());
      }
      branch.addAll(block(depth, false));
      branches.add(branch);
    }
    Map<String, @Nullable Object> race = new LinkedHashMap<>();
    race.put(kind, values.name("race"));
    race.put("branches", branches);
    race.put("losers", values.oneIn(2) ? "cancel" : "keepRunning");
    race.put("save", values.name("v"));
    return race;
  }

  /**
   * Draws a race that threads decide, and a step that tells in its name which branch has won. Its
   * winner must stay the same whatever comes.
   */
  private List<Map<String, @Nullable Object>> openRace() {
    hasOpenRace = true;
    String name = values.name("open");
    int count = values.between(2, 3);
    List<Object> branches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      branches.add(
          List.of(steps.plain("-runner-" + name + "-" + i, i), Map.of("return", "branch " + i)));
    }
    List<Map<String, @Nullable Object>> instructions = new ArrayList<>();
    Map<String, @Nullable Object> race = new LinkedHashMap<>();
    race.put(values.oneIn(2) ? "race" : "any", name);
    race.put("branches", branches);
    race.put("losers", values.oneIn(2) ? "cancel" : "keepRunning");
    race.put("save", name);
    instructions.add(race);
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> won = new LinkedHashMap<>();
      won.put("if", name);
      won.put("equals", Map.of("winner", i, "value", "branch " + i));
      won.put("then", List.of(steps.plain("-won-" + name + "-" + i, i)));
      instructions.add(won);
    }
    return instructions;
  }

  private Map<String, @Nullable Object> repeat(int depth) {
    Map<String, @Nullable Object> repeat = new LinkedHashMap<>();
    repeat.put("repeat", values.between(0, 4));
    repeat.put("do", block(depth, true));
    return repeat;
  }
}
