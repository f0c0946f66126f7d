package dev.holdfast.engine.model;

/** Says which commands are recorded; each includes those before it. Refusals always are. */
public enum AuditScope {
  /** Control, deletion, schedules and parked messages. */
  CONTROL,
  /** Also events that callers with a login send. */
  EVENTS,
  /** Also creations by callers with a login. */
  ALL
}
