package dev.holdfast.samples.kitchen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws the instructions that are one step. The name of a step of work tells what becomes of its
 * effect, for those who look at the journal: see {@link #EFFECT}.
 */
final class StepGenerator {

  /** Begins the names of steps with an effect of its own. */
  static final String EFFECT = "ef";

  /** Begins the names of steps with an effect in their transaction. */
  static final String IN_TRANSACTION = "tx";

  /** Is part of the names of steps whose compensation has an effect of its own. */
  static final String UNDONE = "-undo";

  /** Is part of the names of steps whose compensation has an effect in its transaction. */
  static final String UNDONE_IN_TRANSACTION = "-txundo";

  /** Begins the key of the effect of a compensation; the name of the step follows. */
  static final String OF_COMPENSATION = "un";

  private static final int TOO_LARGE = 1_100_000;

  private final ScriptValues values;

  StepGenerator(ScriptValues values) {
    this.values = values;
  }

  /** Draws a step of work; it may fail, also for good. */
  Map<String, @Nullable Object> run(boolean inLoop) {
    boolean transactional = values.oneIn(3);
    boolean hasEffect = !values.oneIn(5);
    String prefix = hasEffect ? (transactional ? IN_TRANSACTION : EFFECT) : "run";
    String undone = values.oneIn(3) ? values.oneOf(List.of(UNDONE, UNDONE_IN_TRANSACTION)) : "";
    String name = values.name(prefix) + undone + (inLoop && values.oneIn(2) ? "-${i}" : "");
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("run", name);
    if (transactional) {
      run.put("transactional", true);
    }
    if (hasEffect) {
      run.put("effect", name);
    }
    if (!undone.isEmpty()) {
      compensation(run, name, undone.equals(UNDONE_IN_TRANSACTION));
    }
    result(run);
    failures(run);
    options(run);
    return run;
  }

  private void compensation(Map<String, @Nullable Object> run, String name, boolean transactional) {
    run.put("compensate", OF_COMPENSATION + name);
    if (transactional) {
      run.put("compensateTransactional", true);
    }
    if (values.oneIn(3)) {
      run.put("compensateFailTimes", values.between(1, 3));
    }
    if (!values.oneIn(4)) {
      run.put("compensateRetries", retries(false));
    }
  }

  /** Draws a step of work with an effect, that succeeds at once. */
  Map<String, @Nullable Object> plain(String name, @Nullable Object result) {
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("run", EFFECT + name);
    run.put("effect", EFFECT + name);
    run.put("result", result);
    return run;
  }

  private void result(Map<String, @Nullable Object> run) {
    switch (values.between(0, 9)) {
      case 0 -> {}
      case 1 -> run.put("resultBytes", values.between(0, 2000));
      case 2 -> run.put("blobBytes", values.between(0, 5000));
      default -> run.put("result", values.json());
    }
    if (values.oneIn(300)) {
      run.remove("result");
      run.remove("blobBytes");
      run.put("resultBytes", TOO_LARGE);
    }
    if (!values.oneIn(3)) {
      run.put("save", values.name("v"));
    }
  }

  private void failures(Map<String, @Nullable Object> run) {
    if (values.oneIn(3)) {
      run.put("failTimes", values.between(1, 3));
      run.put("error", "It fails");
    } else if (values.oneIn(15)) {
      run.put("error", "It always fails");
    } else if (values.oneIn(20)) {
      run.put("errorType", "nonRetryable");
    }
    if (values.oneIn(10)) {
      run.put("delays", delays());
    }
    if (run.containsKey("delays") || !values.oneIn(4)) {
      run.put("retries", retries(run.containsKey("delays")));
    }
  }

  private List<String> delays() {
    String first = values.millis() + "ms";
    return values.oneIn(4)
        ? List.of(first, "throw")
        : List.of(first, values.millis() + "ms", "0 s");
  }

  private Map<String, @Nullable Object> retries(boolean hasDelays) {
    Map<String, @Nullable Object> retries = new LinkedHashMap<>();
    retries.put("limit", values.between(0, 4));
    if (!hasDelays && !values.oneIn(4)) {
      retries.put("delay", values.oneIn(10) ? 0 : values.millis());
    }
    if (values.oneIn(2)) {
      retries.put("backoff", values.oneOf(List.of("constant", "linear", "exponential")));
    }
    if (values.oneIn(4)) {
      retries.put("maxDelay", values.millis());
    }
    return retries;
  }

  private void options(Map<String, @Nullable Object> run) {
    if (values.oneIn(10)) {
      run.put("sensitive", true);
    }
    if (values.oneIn(10)) {
      run.put("largeResult", true);
    }
    if (values.oneIn(10)) {
      run.put("timeout", "5 minutes");
    }
  }

  Map<String, @Nullable Object> sleep() {
    Map<String, @Nullable Object> sleep = new LinkedHashMap<>();
    sleep.put("sleep", values.name("sleep"));
    sleep.put("for", values.oneIn(20) ? 0 : values.millis());
    return sleep;
  }

  /** Draws a sleep that takes its time. */
  Map<String, @Nullable Object> longSleep() {
    Map<String, @Nullable Object> sleep = sleep();
    sleep.put("for", values.millis());
    return sleep;
  }

  Map<String, @Nullable Object> sleepUntil() {
    Map<String, @Nullable Object> sleep = new LinkedHashMap<>();
    sleep.put("sleepUntil", values.name("until"));
    sleep.put(
        "at", ScriptTrial.START.minusSeconds(80_000).plus(values.duration().multipliedBy(2)) + "");
    return sleep;
  }
}
