package dev.holdfast.benchmark.workload;

/** Is a way into an engine: where workflows are started and events are sent. */
public enum Door {
  /** The engine's own client for Java. */
  CLIENT,
  /** Requests over HTTP, from a process beside the engine's. */
  HTTP,
  /** Messages of a broker. */
  MESSAGES
}
