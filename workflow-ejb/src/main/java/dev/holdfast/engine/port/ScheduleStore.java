package dev.holdfast.engine.port;

import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps when schedules are due, for the whole cluster. Each method is a transaction of its own; a
 * caller's transaction is suspended meanwhile.
 */
public interface ScheduleStore {

  /**
   * Makes the schedules of a workflow those of its deployment. One that is stored already keeps
   * what is stored of it, unless its time zone has changed: then it is due when the new one says.
   * Others of the workflow are removed.
   *
   * @param workflow name of the workflow
   * @param schedules all its schedules, as if they had never fired
   */
  void register(String workflow, List<ScheduleRecord> schedules);

  /**
   * Lists the schedules of a workflow.
   *
   * @param workflow name of the workflow
   * @return all that are stored, by expression
   */
  List<ScheduleRecord> list(String workflow);

  /**
   * Lists the schedules that will fire, the one that is due first in front. Paused ones are left
   * out.
   *
   * @param workflows names of workflows
   * @return all schedules of these workflows, due or not
   */
  List<ScheduleRecord> listNext(Collection<String> workflows);

  /**
   * Fires a schedule, once in the cluster: moves it on and creates its instances together, or does
   * nothing if it is not due at the time given any more. An instance that is there already is left
   * alone.
   *
   * @param firing what to do
   * @return whether this call has moved it on
   */
  boolean fire(Firing firing);

  /**
   * Keeps a schedule from firing; nothing changes when it is paused already.
   *
   * @param key the schedule
   * @return the schedule as it is now; empty when it is not stored
   */
  Optional<ScheduleRecord> pause(ScheduleKey key);

  /**
   * Lets a paused schedule fire again; nothing changes when it is not paused.
   *
   * @param key the schedule
   * @param nextAt when it is due; null for never
   * @return the schedule as it is now; empty when it is not stored
   */
  Optional<ScheduleRecord> resume(ScheduleKey key, @Nullable Instant nextAt);

  /**
   * Is a firing of a schedule, or several that were missed.
   *
   * @param key the schedule
   * @param dueAt when it is due by its row
   * @param nextAt when it is due after this; null for never
   * @param lastAt the latest time that creates an instance; null when none does
   * @param instances the new instances, queued
   */
  record Firing(
      ScheduleKey key,
      Instant dueAt,
      @Nullable Instant nextAt,
      @Nullable Instant lastAt,
      List<InstanceRecord> instances) {}
}
