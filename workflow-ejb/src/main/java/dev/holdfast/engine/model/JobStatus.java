package dev.holdfast.engine.model;

import java.util.Arrays;

/** Says how far a job has come. */
public enum JobStatus {
  /** Its upload is still coming in. */
  RECEIVING("receiving", true),
  /** Waits for a node. */
  QUEUED("queued", true),
  /** A node works on it. */
  RUNNING("running", true),
  /** A node works on it and has been asked to stop. */
  STOPPING("stopping", true),
  /** Was stopped; can be restarted. */
  STOPPED("stopped", false),
  /** Has done all its work. */
  COMPLETE("complete", false),
  /** Something else than its items has failed; can be restarted. */
  ERRORED("errored", false);

  private final String wireName;
  private final boolean active;

  JobStatus(String wireName, boolean active) {
    this.wireName = wireName;
    this.active = active;
  }

  /**
   * Returns the name of this status in the database and over HTTP.
   *
   * @return such as {@code running}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Tells whether the job is not over.
   *
   * @return true while it keeps others of its kind and workflow from starting
   */
  public boolean isActive() {
    return active;
  }

  /**
   * Returns the status of a name.
   *
   * @param name as {@link #wireName()} gives it
   * @return the status
   * @throws IllegalArgumentException for any other text
   */
  public static JobStatus of(String name) {
    return Arrays.stream(values())
        .filter(status -> status.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown status of a job " + name));
  }
}
