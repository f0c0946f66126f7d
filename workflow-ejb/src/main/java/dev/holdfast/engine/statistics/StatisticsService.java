package dev.holdfast.engine.statistics;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.NodeStore.NodeRecord;
import dev.holdfast.engine.port.StatisticsReader.DueCount;
import dev.holdfast.engine.port.StatisticsReader.LongestWait;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.engine.port.ThroughputStore.Throughput;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Tells how all servers together are doing: the numbers behind console, metrics and health. Every
 * answer is kept for five seconds ({@link #nodes} for one), and for twenty times as long as it took
 * to read when that is more, five minutes at the most; it says how old it is. Each server reads the
 * same thing only once at a time. Thread-safe; throws what the database throws when it is away.
 */
public interface StatisticsService {

  /**
   * Counts the instances by workflow and status.
   *
   * @return a count for each workflow and status that has instances, also of workflows that are not
   *     deployed any more
   */
  Reading<List<StatusCount>> counts();

  /**
   * Counts the instances of a workflow; as old as {@link #counts()}.
   *
   * @param workflow name of the workflow
   * @return a count for each status, zeros included
   */
  Map<InstanceStatus, Long> counts(String workflow);

  /**
   * Finds of each workflow the instance that has been waiting for longest.
   *
   * @return one for each workflow that has waiting instances
   */
  Reading<List<LongestWait>> longestWaits();

  /**
   * Counts what is due and has not been claimed: the queue in front of the servers. Waiting and
   * rolling back instances that are due are overdue, queued ones may as well be waiting for a slot.
   *
   * @return a count for each workflow and status that has due instances, with the earliest
   */
  Reading<List<DueCount>> due();

  /**
   * Counts the steps between two attempts.
   *
   * @return a count for each workflow that has such steps
   */
  Reading<Map<String, Long>> retrying();

  /**
   * Lists the instances that are not getting on although they should: those whose owner is gone,
   * that nobody has claimed for a minute although there is room, with a body that has run a minute
   * over its timeout, or that were recovered three times in a row.
   *
   * @return at most a thousand for each reason, those first for which it has held for longest; an
   *     instance is listed once for each of its reasons
   */
  Reading<List<StuckInstance>> stuck();

  /**
   * Lists the live nodes.
   *
   * @return the nodes, oldest first
   */
  Reading<List<NodeRecord>> nodes();

  /**
   * Counts the parked messages.
   *
   * @return how many messages wait for an operator
   */
  Reading<Long> parkedMessages();

  /**
   * Tells what was created and what ended in each minute of the last day, a minute or two ago at
   * the latest. A server that died takes its last minute along.
   *
   * @return a count for each minute and workflow that has one, oldest first
   */
  Reading<List<Throughput>> throughput();

  /**
   * Tells what was created and what ended, of all workflows together.
   *
   * @param back how far to look back, a day at the most
   * @param bucket for how long to count together, whole minutes
   * @return a count for each bucket, zeros included, oldest first; the last one is not over
   */
  List<Throughput> throughput(Duration back, Duration bucket);
}
