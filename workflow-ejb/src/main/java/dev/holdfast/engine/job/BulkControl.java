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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what to do with all instances that a filter chooses. The filter is that of a list.
 *
 * @param action what to do
 * @param rollback whether a termination runs compensation first
 * @param statuses the statuses wanted; empty for all that the action fits
 * @param createdFrom created at this time or later; empty for no bound
 * @param createdTo created before this time; empty for the time of the request
 * @param idContains text that the id contains; empty for any
 */
public record BulkControl(
    Action action,
    boolean rollback,
    Set<InstanceStatus> statuses,
    Optional<Instant> createdFrom,
    Optional<Instant> createdTo,
    Optional<String> idContains) {

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
    statuses = Set.copyOf(statuses);
    if (rollback && action != Action.TERMINATE) {
      throw new InvalidRequestException(
          "request.invalid",
          "Member 'rollback' goes with action terminate only, the action was %s. (request.invalid)"
              .formatted(action.word()));
    }
    for (InstanceStatus status : statuses) {
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
    Map<String, String> stored = filter().stored(now);
    stored.put("action", action.word());
    if (rollback) {
      stored.put("rollback", "true");
    }
    return stored;
  }

  /** Reads what {@link #stored} has written. */
  static BulkControl of(JobRecord job) {
    Map<String, String> stored = job.request();
    BulkFilter filter = BulkFilter.of(job);
    return new BulkControl(
        Action.valueOf(String.valueOf(stored.get("action")).toUpperCase(Locale.ROOT)),
        stored.containsKey("rollback"),
        filter.statuses(),
        filter.createdFrom(),
        filter.createdTo(),
        filter.idContains());
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
    return statuses.isEmpty() ? filter().withStatuses(narrow(action.fitting())) : filter();
  }

  private BulkFilter filter() {
    return new BulkFilter(statuses, createdFrom, createdTo, idContains);
  }

  private static Set<InstanceStatus> narrow(Set<InstanceStatus> fitting) {
    return fitting.size() == InstanceStatus.values().length ? Set.of() : fitting;
  }
}
