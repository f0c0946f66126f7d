package dev.holdfast.metrics;

/** Names the metrics, as Micrometer writes them; Prometheus shows them with underscores. */
final class MetricNames {

  static final String INSTANCES = "holdfast.instances";
  static final String LONGEST_WAIT = "holdfast.instances.longest.wait";
  static final String STUCK = "holdfast.instances.stuck";
  static final String DUE = "holdfast.instances.due";
  static final String DUE_LATENESS = "holdfast.instances.due.lateness";
  static final String RETRYING = "holdfast.steps.retrying";
  static final String PARKED = "holdfast.parked.messages";
  static final String HEARTBEAT_AGE = "holdfast.node.heartbeat.age";
  static final String NODE_EXECUTING = "holdfast.node.executing";
  static final String STATISTICS = "holdfast.statistics.available";
  static final String EXECUTING = "holdfast.executing";
  static final String EXECUTING_LIMIT = "holdfast.executing.limit";
  static final String LEASE = "holdfast.lease.in.force";
  static final String CREATIONS = "holdfast.creations";
  static final String ENDS = "holdfast.ends";
  static final String STEP = "holdfast.step";
  static final String STEP_FAILURES = "holdfast.step.failures";
  static final String STEP_RETRIES = "holdfast.step.retries";
  static final String WAKE_UP_LATENESS = "holdfast.wake.up.lateness";
  static final String FLUSH = "holdfast.journal.flush";
  static final String FLUSH_CHANGES = "holdfast.journal.flush.changes";
  static final String EVENTS = "holdfast.events.accepted";
  static final String MESSAGES_PARKED = "holdfast.messages.parked";
  static final String NEAR_LIMIT = "holdfast.near.limit";

  private MetricNames() {}
}
