package dev.holdfast.engine.port;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads instances for callers and viewers. Takes part in the caller's transaction when there is one
 * and locks nothing.
 */
public interface InstanceReader {

  /**
   * Looks for an instance.
   *
   * @param key the instance
   * @return its record, or empty
   */
  Optional<InstanceRecord> find(InstanceKey key);

  /**
   * Looks for several instances at once.
   *
   * @param keys the instances, one or more, none twice
   * @return the records of those that there are
   */
  Map<InstanceKey, InstanceRecord> findAll(Collection<InstanceKey> keys);

  /**
   * Lists the steps of an instance's present epoch.
   *
   * @param instance number of the instance
   * @param epoch its life
   * @return the steps, in order of start
   */
  List<StepRecord> listSteps(long instance, int epoch);

  /**
   * Lists the failed attempts of an instance's present epoch.
   *
   * @param instance number of the instance
   * @param epoch its life
   * @return the attempts, by step and number
   */
  List<AttemptRecord> listAttempts(long instance, int epoch);

  /**
   * Looks for an event by its id, taken or not.
   *
   * @param instance number of the instance
   * @param epoch its life
   * @param eventId id of the event
   * @return the event, or empty
   */
  Optional<EventRecord> findEvent(long instance, int epoch, String eventId);

  /**
   * Lists the events of an instance's present epoch, taken or not.
   *
   * @param instance number of the instance
   * @param epoch its life
   * @return the events, in order of acceptance
   */
  List<EventRecord> listEvents(long instance, int epoch);

  /**
   * Lists instances, by keyset paging: instances created meanwhile cause no doubles and no gaps.
   *
   * @param query what to list
   * @return at most {@code query.limit()} instances
   */
  List<InstanceSummary> list(InstanceQuery query);

  /**
   * Counts instances.
   *
   * @param query what to count; its order and limit are of no meaning
   * @return how many instances a list without a limit would have
   */
  long count(InstanceQuery query);

  /**
   * Says which instances to list.
   *
   * @param workflow name of the workflow
   * @param statuses the statuses wanted; empty for all
   * @param createdFrom created at this time or later; empty for no bound
   * @param createdTo created before this time; empty for no bound
   * @param idContains text that the id contains; empty for any
   * @param ascending oldest first; else newest first
   * @param after number of the last instance of the page before; empty for the first page
   * @param limit how many at the most
   * @param retrying only those with a step between two attempts
   */
  record InstanceQuery(
      String workflow,
      Set<InstanceStatus> statuses,
      Optional<Instant> createdFrom,
      Optional<Instant> createdTo,
      Optional<String> idContains,
      boolean ascending,
      Optional<Long> after,
      int limit,
      boolean retrying) {

    /**
     * Says which instances to list, whether steps of them are retried or not.
     *
     * @param workflow name of the workflow
     * @param statuses the statuses wanted; empty for all
     * @param createdFrom created at this time or later; empty for no bound
     * @param createdTo created before this time; empty for no bound
     * @param idContains text that the id contains; empty for any
     * @param ascending oldest first; else newest first
     * @param after number of the last instance of the page before; empty for the first page
     * @param limit how many at the most
     */
    public InstanceQuery(
        String workflow,
        Set<InstanceStatus> statuses,
        Optional<Instant> createdFrom,
        Optional<Instant> createdTo,
        Optional<String> idContains,
        boolean ascending,
        Optional<Long> after,
        int limit) {
      this(workflow, statuses, createdFrom, createdTo, idContains, ascending, after, limit, false);
    }

    /**
     * Lists all instances of a workflow, a page at a time.
     *
     * @param workflow name of the workflow
     * @param ascending oldest first; else newest first
     * @param after number of the last instance of the page before; empty for the first page
     * @param limit how many at the most
     * @return the query
     */
    public static InstanceQuery allOf(
        String workflow, boolean ascending, Optional<Long> after, int limit) {
      return new InstanceQuery(
          workflow,
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ascending,
          after,
          limit);
    }

    /**
     * Returns this query, of instances alone that have a step between two attempts.
     *
     * @return the new query
     */
    public InstanceQuery onlyRetrying() {
      return new InstanceQuery(
          workflow, statuses, createdFrom, createdTo, idContains, ascending, after, limit, true);
    }
  }

  /**
   * Is a line of a list.
   *
   * @param instance the instance
   * @param currentStep the step started last that has not ended; empty when there is none
   */
  record InstanceSummary(InstanceRecord instance, Optional<StepRecord> currentStep) {}
}
