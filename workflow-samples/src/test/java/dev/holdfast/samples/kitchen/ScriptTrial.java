package dev.holdfast.samples.kitchen;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.Retention;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.samples.kitchen.RandomScript.Send;
import dev.holdfast.testing.HoldfastKit;
import dev.holdfast.testing.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs a script once, on an engine of its own, which dies at journal writes chosen before. */
final class ScriptTrial implements AutoCloseable {

  static final Instant START = TestClock.START;

  private static final int MOST_YEARS = 50;

  private final RandomScript script;
  private final List<Crash> crashes;
  private final HoldfastKit kit = HoldfastKit.create();
  private final CommittedEffects effects = new CommittedEffects(kit::onCommit);
  private final List<String> receipts = new ArrayList<>();
  private final Map<String, String> races = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int armed;

  private ScriptTrial(RandomScript script, List<Crash> crashes) {
    this.script = script;
    this.crashes = crashes;
  }

  /**
   * Is a crash.
   *
   * @param write the journal write at which it comes, from 1; counted from the creation for the
   *     first crash, from when the code is executed anew for later ones
   * @param before whether it comes before the write instead of after it
   */
  record Crash(int write, boolean before) {}

  /**
   * Runs a script.
   *
   * @param script the script
   * @param crashes when the server dies; those that the script does not come to are left out
   * @param around what stands between the bodies and the effects that are counted
   */
  static TrialRecord run(RandomScript script, List<Crash> crashes, UnaryOperator<Effects> around) {
    try (ScriptTrial trial = new ScriptTrial(script, crashes)) {
      return trial.run(around.apply(trial.effects));
    }
  }

  private TrialRecord run(Effects seen) {
    kit.deploy(
        KitchenSink.class,
        () -> {
          armNext();
          return new KitchenSink(seen);
        });
    armNext();
    WorkflowInstance instance =
        kit.workflows(KitchenSink.class)
            .create(
                CreateOptions.ofId("i")
                    .withParams(Map.of("script", script.script()))
                    .withRetention(Retention.of(Retention.FOREVER)));
    for (int i = 0; i < script.sends().size(); i++) {
      send(instance, script.sends().get(i), "event-" + i);
    }
    Map<String, Object> journal = look(instance);
    for (int years = 0; !isOver(journal) && years < MOST_YEARS; years++) {
      kit.clock().advance("1 year");
      journal = look(instance);
    }
    return new TrialRecord(
        JournalView.of(journal),
        receipts,
        effects.countOwn(),
        effects.countCommitted(),
        problems,
        kit.crashes(),
        kit.journalWrites());
  }

  /** Chooses the next crash, once the one before has come. */
  private synchronized void armNext() {
    if (armed < crashes.size() && kit.crashes() == armed) {
      Crash crash = crashes.get(armed++);
      if (crash.before()) {
        kit.crashBeforeWrite(crash.write());
      } else {
        kit.crashAfterWrite(crash.write());
      }
    }
  }

  /**
   * Sends an event at its time. Whether one that comes at once finds the instance ended is open.
   */
  private void send(WorkflowInstance instance, Send send, String id) {
    if (!send.after().isZero()) {
      kit.clock().advanceTo(START.plus(send.after()));
      look(instance);
    }
    String receipt = id + " accepted";
    try {
      instance.sendEvent(send.type(), send.payload(), id);
    } catch (WorkflowException e) {
      receipt = id + " " + e.code();
    }
    if (!send.after().isZero()) {
      receipts.add(receipt);
    }
  }

  /** Reads the journal and sees to it that races stay decided as they are. */
  private Map<String, Object> look(WorkflowInstance instance) {
    kit.clock().advanceTo(kit.clock().instant());
    Map<String, Object> journal = Scripts.params(kit.exportJournal(instance));
    JournalView.of(journal)
        .races()
        .forEach(
            (race, outcome) -> {
              @Nullable String before = races.putIfAbsent(race, outcome);
              if (before != null && !before.equals(outcome)) {
                problems.add("Race %s was %s and is now %s".formatted(race, before, outcome));
              }
            });
    return journal;
  }

  private static boolean isOver(Map<String, Object> journal) {
    return JournalView.of(journal).isOver();
  }

  @Override
  public void close() {
    kit.close();
  }
}
