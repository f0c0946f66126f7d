package dev.holdfast.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is a record of the event log of an instance.
 *
 * @param workflow name of the workflow
 * @param instanceId id of the instance
 * @param eventId tells records of the instance apart and increases in the order of commit, restarts
 *     included; below 2<sup>53</sup>. What a run records and what comes from outside at the very
 *     same time may become visible in another order than that of their ids
 * @param timestamp when it happened
 * @param type what it is about
 * @param step the step it is about; empty when it is about none
 * @param data what else is to be said, as {@link LogType} lists it: texts, numbers, booleans, lists
 *     and maps, as in JSON. Unmodifiable
 */
public record LogEntry(
    String workflow,
    String instanceId,
    long eventId,
    Instant timestamp,
    LogType type,
    Optional<Step> step,
    Map<String, @Nullable Object> data) {

  /** Copies the map. */
  public LogEntry {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /**
   * Identifies a step.
   *
   * @param kind such as {@code run} or {@code waitForEvent}; that of a handler is {@code
   *     compensation}, with the rest from the step that it undoes
   * @param scope the branch it is in, such as {@code east-1}; empty outside branches
   * @param name the name given to it
   * @param occurrence 1 for the first step of this kind and name in its scope
   */
  public record Step(String kind, String scope, String name, int occurrence) {

    /**
     * Returns the name shown to people.
     *
     * @return such as {@code east-1/load-2}
     */
    public String shown() {
      return (scope.isEmpty() ? "" : scope + "/") + name + "-" + occurrence;
    }
  }
}
