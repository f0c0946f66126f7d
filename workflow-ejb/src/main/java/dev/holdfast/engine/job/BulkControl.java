package dev.holdfast.engine.job;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.JobRecord;
import dev.holdfast.engine.port.InstanceReader.InstanceQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what to do with all instances that a filter chooses.
 *
 * @param action what to do
 * @param rollback whether a termination runs compensation first
 * @param filter which instances; no status stands for all that the action fits
 */
public record BulkControl(Action action, boolean rollback, BulkFilter filter) {

  /** Says what to do with an instance. */
  public enum Action {
    /** Stop at the next step boundary. */
    PAUSE,
    /** Go on after a pause. */
    RESUME,
    /** End it. */
    TERMINATE,
    /** Begin anew. */
    RESTART,
    /** Remove it. */
    DELETE,
    /** Begin anew from the step that has failed last. */
    RETRY;

    private Set<InstanceStatus> fitting() {
      return switch (this) {
        case PAUSE, RESUME, TERMINATE ->
            Arrays.stream(InstanceStatus.values())
                .filter(status -> !status.isTerminal())
                .collect(Collectors.toSet());
        case RESTART, DELETE -> EnumSet.allOf(InstanceStatus.class);
        case RETRY -> EnumSet.of(InstanceStatus.ERRORED);
      };
    }

    /**
     * Returns the word for this action.
     *
     * @return such as {@code pause}
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks that action and statuses fit.
   *
   * @throws InvalidRequestException when they do not
   */
  public BulkControl {
    if (rollback && action != Action.TERMINATE) {
      throw new InvalidRequestException(
          "request.invalid",
          "Member 'rollback' goes with action terminate only, the action was %s. (request.invalid)"
              .formatted(action.word()));
    }
    for (InstanceStatus status : filter.statuses()) {
      if (!action.fitting().contains(status)) {
        throw new InvalidRequestException(
            "request.invalid",
            "Member 'filter.status' must be among %s for action %s, was '%s'. (request.invalid)"
                .formatted(
                    action.fitting().stream().map(InstanceStatus::wireName).sorted().toList(),
                    action.word(),
                    status.wireName()));
      }
    }
  }

  /** Returns this as it is stored; what is created from now on is left out. */
  Map<String, String> stored(Instant now) {
    Map<String, String> stored = filter.stored(now);
    stored.put("action", action.word());
    if (rollback) {
      stored.put("rollback", "true");
    }
    return stored;
  }

  /** Reads what {@link #stored} has written. */
  static BulkControl of(JobRecord job) {
    Map<String, String> stored = job.request();
    return new BulkControl(
        Action.valueOf(String.valueOf(stored.get("action")).toUpperCase(Locale.ROOT)),
        stored.containsKey("rollback"),
        BulkFilter.of(job));
  }

  /**
   * Returns the instances that are meant, the oldest first.
   *
   * @param workflow name of the workflow
   * @param after number of the instance behind which to begin
   * @param limit how many at the most
   * @return the query
   */
  public InstanceQuery query(String workflow, long after, int limit) {
    return fittingFilter().query(workflow, after, limit);
  }

  /**
   * Returns which instances are meant: those of all statuses that the action fits, if it says none.
   */
  BulkFilter fittingFilter() {
    return filter.statuses().isEmpty() ? filter.withStatuses(narrow(action.fitting())) : filter;
  }

  private static Set<InstanceStatus> narrow(Set<InstanceStatus> fitting) {
    return fitting.size() == InstanceStatus.values().length ? Set.of() : fitting;
  }
}
