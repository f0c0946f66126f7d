package dev.holdfast.samples.kitchen;

import java.util.ArrayList;
import java.util.List;

/** Keeps effects in a list. */
final class ListedEffects implements Effects {

  final List<Effect> inTransactions = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  @Override
  public void record(Effect effect) {
    effects.add(effect);
  }

  @Override
  public void recordInTransaction(Effect effect) {
    inTransactions.add(effect);
  }

  @Override
  public List<Effect> list(String instanceId) {
    return effects.stream().filter(effect -> effect.instance().equals(instanceId)).toList();
  }
}
