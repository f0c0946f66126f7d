package dev.holdfast.engine.port;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StuckReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is stored, for people and machines that watch. Some of the counts read a whole table:
 * whoever asks must keep the answer for a while. Each method is a transaction of its own and locks
 * nothing.
 */
public interface StatisticsReader {

  /**
   * Counts all instances; reads the whole table of instances.
   *
   * @return a count for each workflow and status that has instances
   */
  List<StatusCount> countInstances();

  /**
   * Finds of each workflow the instance that has been waiting for longest; reads the whole table of
   * instances.
   *
   * @return one for each workflow that has waiting instances
   */
  List<LongestWait> listLongestWaits();

  /**
   * Counts the instances that are due and that nobody has claimed; reads no more than these.
   *
   * @param now what counts as due
   * @return a count for each workflow and status that has due instances
   */
  List<DueCount> countDue(Instant now);

  /**
   * Counts the steps that are between two attempts; reads the steps of all instances that have not
   * ended.
   *
   * @return a count for each workflow that has such steps
   */
  Map<String, Long> countRetrying();

  /**
   * Lists instances that are not getting on although they should. Reads no more than what is owned
   * or due. An instance is listed once for each reason that holds.
   *
   * @param bounds from where on something counts as stuck
   * @param limit how many at the most for each reason
   * @return the instances, by reason, those first for which it has held for longest
   */
  List<StuckInstance> listStuck(StuckBounds bounds, int limit);

  /**
   * Counts the instances of a workflow in one status.
   *
   * @param workflow name of the workflow
   * @param status the status
   * @param count how many there are
   */
  record StatusCount(String workflow, InstanceStatus status, long count) {}

  /**
   * Is the instance of a workflow that has been waiting for longest.
   *
   * @param key the instance
   * @param since when it began to wait
   * @param dueAt when it goes on by itself; null for never
   */
  record LongestWait(InstanceKey key, Instant since, @Nullable Instant dueAt) {}

  /**
   * Counts the due instances of a workflow in one status.
   *
   * @param workflow name of the workflow
   * @param status queued, waiting or rollingBack
   * @param count how many are due
   * @param earliest since when the first of them has been due
   * @param firstId id of that one; empty when it was claimed meanwhile
   */
  record DueCount(
      String workflow,
      InstanceStatus status,
      long count,
      Instant earliest,
      Optional<String> firstId) {}

  /**
   * Says from where on something counts as stuck.
   *
   * @param now the time
   * @param silentSince nodes whose last heartbeat was before this are gone
   * @param dueBefore what was due before this should have been claimed
   * @param timeout how long a body may execute whose own timeout is not recorded
   * @param grace how much longer than its timeout a body may execute
   * @param recoveries how many recoveries in a row are too many
   */
  record StuckBounds(
      Instant now,
      Instant silentSince,
      Instant dueBefore,
      Duration timeout,
      Duration grace,
      int recoveries) {}

  /**
   * Is an instance that is not getting on.
   *
   * @param key the instance
   * @param reason why it counts as stuck
   * @param since when it last got on: the latest record of its owner's run, the time it was due, or
   *     the start of the attempt
   * @param node incarnation of the node that owns it; null for none
   * @param step shown name of the step whose body is executing; null for other reasons
   */
  record StuckInstance(
      InstanceKey key,
      StuckReason reason,
      Instant since,
      @Nullable Long node,
      @Nullable String step) {}
}
