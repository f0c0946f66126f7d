package dev.holdfast.engine.model;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.Rollback;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a changed copy of an instance's record. What is not set stays as it was. */
public final class InstanceEdit {

  private final InstanceRecord before;
  private InstanceRecord.Origin origin;
  private InstanceStatus status;
  private int epoch;
  private @Nullable Long owner;
  private @Nullable Instant wakeAt;
  private int signals;
  private int recoveries;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable String lastVersion;
  private @Nullable EncodedValue output;
  private @Nullable Failure failure;
  private @Nullable Instant pausedAt;
  private long log;
  private @Nullable EncodedValue progress;
  private List<String> warnings;
  private @Nullable Rollback rollback;
  private @Nullable List<String> awaits;

  InstanceEdit(InstanceRecord before) {
    this.before = before;
    this.origin = before.origin();
    this.status = before.status();
    this.epoch = before.epoch();
    this.owner = before.owner();
    this.wakeAt = before.wakeAt();
    this.signals = before.signals();
    this.recoveries = before.recoveries();
    this.startedAt = before.startedAt();
    this.endedAt = before.endedAt();
    this.lastVersion = before.lastVersion();
    this.output = before.output();
    this.failure = before.failure();
    this.pausedAt = before.pausedAt();
    this.log = before.log();
    this.progress = before.progress();
    this.warnings = before.warnings();
    this.rollback = before.rollback();
    this.awaits = before.awaits();
  }

  /**
   * Sets a part.
   *
   * @param value what it was created with
   * @return this
   */
  public InstanceEdit params(@Nullable EncodedValue value) {
    origin = origin.withParams(value);
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value where it is in its life
   * @return this
   */
  public InstanceEdit status(InstanceStatus value) {
    status = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value its life
   * @return this
   */
  public InstanceEdit epoch(int value) {
    epoch = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value incarnation of the node that runs it; null for none
   * @return this
   */
  public InstanceEdit owner(@Nullable Long value) {
    owner = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value when it is due; null for never by itself
   * @return this
   */
  public InstanceEdit wakeAt(@Nullable Instant value) {
    wakeAt = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value how many signals have reached it
   * @return this
   */
  public InstanceEdit signals(int value) {
    signals = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value take-overs in a row without progress
   * @return this
   */
  public InstanceEdit recoveries(int value) {
    recoveries = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value when its code first ran
   * @return this
   */
  public InstanceEdit startedAt(@Nullable Instant value) {
    startedAt = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value when it ended
   * @return this
   */
  public InstanceEdit endedAt(@Nullable Instant value) {
    endedAt = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value the version it last ran on
   * @return this
   */
  public InstanceEdit lastVersion(@Nullable String value) {
    lastVersion = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value what it returned
   * @return this
   */
  public InstanceEdit output(@Nullable EncodedValue value) {
    output = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value what ended it
   * @return this
   */
  public InstanceEdit failure(@Nullable Failure value) {
    failure = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value since when it is paused
   * @return this
   */
  public InstanceEdit pausedAt(@Nullable Instant value) {
    pausedAt = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value position of its latest record
   * @return this
   */
  public InstanceEdit log(long value) {
    log = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value what its code has published
   * @return this
   */
  public InstanceEdit progress(@Nullable EncodedValue value) {
    progress = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value what was noticed about its code
   * @return this
   */
  public InstanceEdit warnings(List<String> value) {
    warnings = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value what became of its compensation
   * @return this
   */
  public InstanceEdit rollback(@Nullable Rollback value) {
    rollback = value;
    return this;
  }

  /**
   * Sets a part.
   *
   * @param value types of the events that make it due; null for any
   * @return this
   */
  public InstanceEdit awaits(@Nullable List<String> value) {
    awaits = value;
    return this;
  }

  /**
   * Ends the change.
   *
   * @return the new record
   */
  public InstanceRecord build() {
    return new InstanceRecord(
        before.number(),
        before.key(),
        origin,
        status,
        epoch,
        owner,
        wakeAt,
        signals,
        recoveries,
        startedAt,
        endedAt,
        lastVersion,
        output,
        failure,
        pausedAt,
        log,
        progress,
        warnings,
        rollback,
        awaits);
  }
}
