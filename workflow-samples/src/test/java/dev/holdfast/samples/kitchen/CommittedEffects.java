package dev.holdfast.samples.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps effects like the table does: those of a transactional step only with its commit. */
final class CommittedEffects implements Effects {

  private final List<Effect> own = new ArrayList<>();
  private final List<Effect> committed = new ArrayList<>();
  private final Consumer<Runnable> onCommit;

  /** Makes it with what does something when the transaction of the calling thread commits. */
  CommittedEffects(Consumer<Runnable> onCommit) {
    this.onCommit = onCommit;
  }

  @Override
  public synchronized void record(Effect effect) {
    own.add(effect);
  }

  @Override
  public void recordInTransaction(Effect effect) {
    onCommit.accept(() -> commit(effect));
  }

  /** Keeps an effect as a commit does. */
  synchronized void commit(Effect effect) {
    committed.add(effect);
  }

  @Override
  public synchronized List<Effect> list(String instanceId) {
    List<Effect> all = new ArrayList<>(own);
    all.addAll(committed);
    return all;
  }

  /** Counts the effects that bodies had by themselves, by key and attempt. */
  synchronized Map<String, Integer> countOwn() {
    return count(own);
  }

  /** Counts the effects that were committed, by key and attempt. */
  synchronized Map<String, Integer> countCommitted() {
    return count(committed);
  }

  private static Map<String, Integer> count(List<Effect> effects) {
    Map<String, Integer> counts = new TreeMap<>();
    effects.forEach(effect -> counts.merge(effect.key() + " " + effect.attempt(), 1, Integer::sum));
    return counts;
  }
}
