package dev.holdfast.engine.control;

import static dev.holdfast.api.InstanceStatus.COMPLETE;
import static dev.holdfast.api.InstanceStatus.ERRORED;
import static dev.holdfast.api.InstanceStatus.PAUSED;
import static dev.holdfast.api.InstanceStatus.QUEUED;
import static dev.holdfast.api.InstanceStatus.ROLLING_BACK;
import static dev.holdfast.api.InstanceStatus.RUNNING;
import static dev.holdfast.api.InstanceStatus.TERMINATED;
import static dev.holdfast.api.InstanceStatus.WAITING;
import static dev.holdfast.api.InstanceStatus.WAITING_FOR_PAUSE;

import dev.holdfast.api.InstanceStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is the table of everything that changes the status of an instance. Control calls are answered
 * from it; what the engine does by itself is listed, so that tests can hold the engine to it and
 * the diagram in the documentation can be drawn from it.
 */
public final class Transitions {

  /** Stands for all statuses. */
  private static final InstanceStatus[] ANY = InstanceStatus.values();

  private static final List<Transition> TABLE =
      new Table()
          .on("create")
          .fromNothing()
          .to(QUEUED)
          .on("create, a slot is free")
          .fromNothing()
          .to(RUNNING)
          .on("claimed")
          .from(QUEUED, WAITING)
          .to(RUNNING)
          .on("has to wait")
          .from(RUNNING)
          .to(WAITING)
          .on("came to rest")
          .from(WAITING_FOR_PAUSE)
          .to(PAUSED)
          .on("completed")
          .from(RUNNING, WAITING_FOR_PAUSE)
          .to(COMPLETE)
          .on("failed")
          .from(RUNNING, WAITING_FOR_PAUSE)
          .to(ERRORED)
          .on("failed, handlers to run")
          .from(RUNNING, WAITING_FOR_PAUSE)
          .to(ROLLING_BACK)
          .on("compensated after a failure")
          .from(ROLLING_BACK)
          .to(ERRORED)
          .on("compensated for terminate")
          .from(ROLLING_BACK)
          .to(TERMINATED)
          .on("server lost")
          .from(RUNNING)
          .to(QUEUED)
          .on("server lost")
          .from(WAITING_FOR_PAUSE)
          .to(PAUSED)
          .on("server stopped")
          .from(RUNNING)
          .to(QUEUED)
          .on("server stopped")
          .from(WAITING_FOR_PAUSE)
          .to(PAUSED)
          .on("given back")
          .from(RUNNING)
          .to(QUEUED)
          .on("roll back, nothing to undo")
          .from(QUEUED, WAITING, PAUSED)
          .to(TERMINATED)
          .on(ControlCall.PAUSE)
          .from(RUNNING)
          .to(WAITING_FOR_PAUSE)
          .on(ControlCall.PAUSE)
          .from(WAITING)
          .to(PAUSED)
          .on(ControlCall.PAUSE)
          .from(QUEUED, WAITING_FOR_PAUSE, PAUSED, ROLLING_BACK)
          .stays()
          .on(ControlCall.RESUME)
          .from(PAUSED)
          .to(QUEUED)
          .on(ControlCall.RESUME)
          .from(WAITING_FOR_PAUSE)
          .to(RUNNING)
          .on(ControlCall.RESUME)
          .from(QUEUED, RUNNING, WAITING, ROLLING_BACK)
          .stays()
          .on(ControlCall.TERMINATE)
          .from(QUEUED, RUNNING, WAITING, WAITING_FOR_PAUSE, PAUSED, ROLLING_BACK)
          .to(TERMINATED)
          .on(ControlCall.ROLL_BACK)
          .from(QUEUED, RUNNING, WAITING, WAITING_FOR_PAUSE, PAUSED)
          .to(ROLLING_BACK)
          .on(ControlCall.ROLL_BACK)
          .from(ROLLING_BACK)
          .stays()
          .on(ControlCall.RESTART)
          .from(ANY)
          .to(QUEUED)
          .on(ControlCall.DELETE)
          .from(ANY)
          .toNothing()
          .rows();

  private Transitions() {}

  /**
   * Is a row of the table.
   *
   * @param call the control call; null for what the engine does by itself
   * @param cause what makes the change, for people
   * @param from the status before; null for no instance
   * @param to the status after; null for no instance
   */
  public record Transition(
      @Nullable ControlCall call,
      String cause,
      @Nullable InstanceStatus from,
      @Nullable InstanceStatus to) {

    /**
     * Tells whether the status changes.
     *
     * @return false for calls that succeed without doing anything
     */
    public boolean changes() {
      return from != to;
    }
  }

  /**
   * Returns the table.
   *
   * @return all rows
   */
  public static List<Transition> all() {
    return TABLE;
  }

  /**
   * Says what a call does.
   *
   * @param call the call
   * @param from the status that the instance has
   * @return what to do
   */
  public static Reaction reaction(ControlCall call, InstanceStatus from) {
    Optional<Transition> row =
        TABLE.stream().filter(it -> it.call() == call && it.from() == from).findFirst();
    if (row.isEmpty()) {
      return new Reaction.Refuse();
    }
    @Nullable InstanceStatus to = row.get().to();
    if (to == null) {
      return new Reaction.Remove();
    }
    return to == from && call != ControlCall.RESTART
        ? new Reaction.Nothing()
        : new Reaction.Become(to);
  }

  /** Collects rows in the order of reading. */
  private static final class Table {

    private final List<Transition> rows = new ArrayList<>();
    private @Nullable ControlCall call;
    private String cause = "";
    private List<@Nullable InstanceStatus> from = List.of();

    Table on(ControlCall caller) {
      call = caller;
      cause = caller.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      return this;
    }

    Table on(String what) {
      call = null;
      cause = what;
      return this;
    }

    Table from(InstanceStatus... statuses) {
      from = Arrays.asList(statuses);
      return this;
    }

    Table fromNothing() {
      from = Arrays.asList((InstanceStatus) null);
      return this;
    }

    Table to(InstanceStatus status) {
      from.forEach(it -> rows.add(new Transition(call, cause, it, status)));
      return this;
    }

    Table stays() {
      from.forEach(it -> rows.add(new Transition(call, cause, Objects.requireNonNull(it), it)));
      return this;
    }

    Table toNothing() {
      from.forEach(it -> rows.add(new Transition(call, cause, it, null)));
      return this;
    }

    List<Transition> rows() {
      return List.copyOf(rows);
    }
  }
}
