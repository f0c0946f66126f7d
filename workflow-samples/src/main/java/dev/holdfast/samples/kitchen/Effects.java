package dev.holdfast.samples.kitchen;

import java.util.List;

/** Keeps what bodies did, whatever becomes of their instances. */
public interface Effects {

  /**
   * Keeps an effect, in a transaction of its own; kept for good when the call returns.
   *
   * @param effect the effect
   */
  void record(Effect effect);

  /**
   * Keeps an effect, in the transaction of the caller; kept for good when that commits.
   *
   * @param effect the effect
   */
  void recordInTransaction(Effect effect);

  /**
   * Lists the effects of an instance.
   *
   * @param instanceId id of the instance
   * @return its effects in order
   */
  List<Effect> list(String instanceId);
}
