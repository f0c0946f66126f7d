package dev.holdfast.engine.model;

import dev.holdfast.api.StepOptions;
import java.time.Duration;

/**
 * Holds the numbers that an installation may choose.
 *
 * @param stepDefaults options of steps that say nothing else; every part is set
 * @param limits bounds of what is stored
 * @param slots most instances that one node executes at a time, 1 or more
 * @param inlineThreshold the longest sleep or back-off that is waited out on the thread, with
 *     status running
 * @param lease how long a node may be silent before its instances are taken over
 * @param shutdownGrace how long bodies in flight may go on when the node stops
 * @param recoveryLimit most recoveries in a row without a new journal entry
 * @param missedFirings what becomes of firings of schedules that nobody was there for
 * @param strict whether an instance fails whose code does not ask for all that is recorded
 */
public record EngineSettings(
    StepOptions stepDefaults,
    Limits limits,
    int slots,
    Duration inlineThreshold,
    Duration lease,
    Duration shutdownGrace,
    int recoveryLimit,
    MissedFirings missedFirings,
    boolean strict) {

  /**
   * Holds the bounds of what is stored.
   *
   * @param resultBytes largest step result and output, encoded
   * @param payloadBytes largest params and event payload, encoded
   * @param instanceBytes how much the results of one instance may be together
   */
  public record Limits(int resultBytes, int payloadBytes, long instanceBytes) {}
}
