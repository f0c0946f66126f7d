package dev.holdfast.engine.model;

import dev.holdfast.api.StepOptions;
import java.time.Duration;

/**
 * Holds the numbers that an installation may choose.
 *
 * @param workflows what holds for workflows that say nothing else
 * @param slots most instances that one node executes at a time, 1 or more
 * @param inlineThreshold the longest sleep or back-off that is waited out on the thread, with
 *     status running
 * @param lease how long a node may be silent before its instances are taken over
 * @param shutdownGrace how long bodies in flight may go on when the node stops
 * @param recoveryLimit most recoveries in a row without a new journal entry
 * @param purgeInterval how often instances are removed whose retention is over
 * @param missedFirings what becomes of firings of schedules that nobody was there for
 * @param strict whether an instance fails whose code does not ask for all that is recorded
 * @param journalCacheBytes about how much memory journals and rows of waiting instances may take,
 *     so that they need not be read again; 0 for none
 */
public record EngineSettings(
    WorkflowSettings workflows,
    int slots,
    Duration inlineThreshold,
    Duration lease,
    Duration shutdownGrace,
    int recoveryLimit,
    Duration purgeInterval,
    MissedFirings missedFirings,
    boolean strict,
    long journalCacheBytes) {

  /** What holds where nobody says anything else. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          WorkflowSettings.DEFAULT,
          100,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          10,
          Duration.ofMinutes(1),
          MissedFirings.SKIP,
          false,
          32L * 1024 * 1024);

  /**
   * Returns the options of steps that say nothing else.
   *
   * @return options of which every part is set
   */
  public StepOptions stepDefaults() {
    return workflows.stepDefaults();
  }

  /**
   * Returns the bounds of what instances may do and store.
   *
   * @return the limits
   */
  public Limits limits() {
    return workflows.limits();
  }

  /**
   * Returns these settings with what holds for workflows.
   *
   * @param value what holds for workflows that say nothing else, or for one workflow alone
   * @return the new settings
   */
  public EngineSettings withWorkflows(WorkflowSettings value) {
    return new EngineSettings(
        value,
        slots,
        inlineThreshold,
        lease,
        shutdownGrace,
        recoveryLimit,
        purgeInterval,
        missedFirings,
        strict,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another number of slots.
   *
   * @param value most instances that one node executes at a time
   * @return the new settings
   */
  public EngineSettings withSlots(int value) {
    return new EngineSettings(
        workflows,
        value,
        inlineThreshold,
        lease,
        shutdownGrace,
        recoveryLimit,
        purgeInterval,
        missedFirings,
        strict,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another threshold for waiting on the thread.
   *
   * @param value the longest wait on the thread
   * @return the new settings
   */
  public EngineSettings withInlineThreshold(Duration value) {
    return new EngineSettings(
        workflows,
        slots,
        value,
        lease,
        shutdownGrace,
        recoveryLimit,
        purgeInterval,
        missedFirings,
        strict,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another grace time.
   *
   * @param value how long bodies in flight may go on when the node stops
   * @return the new settings
   */
  public EngineSettings withShutdownGrace(Duration value) {
    return new EngineSettings(
        workflows,
        slots,
        inlineThreshold,
        lease,
        value,
        recoveryLimit,
        purgeInterval,
        missedFirings,
        strict,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another purge interval.
   *
   * @param value how often instances are removed whose retention is over
   * @return the new settings
   */
  public EngineSettings withPurgeInterval(Duration value) {
    return new EngineSettings(
        workflows,
        slots,
        inlineThreshold,
        lease,
        shutdownGrace,
        recoveryLimit,
        value,
        missedFirings,
        strict,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another rule for missed firings.
   *
   * @param value what becomes of firings that nobody was there for
   * @return the new settings
   */
  public EngineSettings withMissedFirings(MissedFirings value) {
    return new EngineSettings(
        workflows,
        slots,
        inlineThreshold,
        lease,
        shutdownGrace,
        recoveryLimit,
        purgeInterval,
        value,
        strict,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another strictness.
   *
   * @param value whether an instance fails whose code does not ask for all that is recorded
   * @return the new settings
   */
  public EngineSettings withStrict(boolean value) {
    return new EngineSettings(
        workflows,
        slots,
        inlineThreshold,
        lease,
        shutdownGrace,
        recoveryLimit,
        purgeInterval,
        missedFirings,
        value,
        journalCacheBytes);
  }

  /**
   * Returns these settings with another size of the cache of journals.
   *
   * @param value about how much memory it may take, in bytes; 0 for no cache
   * @return the new settings
   */
  public EngineSettings withJournalCacheBytes(long value) {
    return new EngineSettings(
        workflows,
        slots,
        inlineThreshold,
        lease,
        shutdownGrace,
        recoveryLimit,
        purgeInterval,
        missedFirings,
        strict,
        value);
  }
}
