package dev.holdfast.engine.run;

import dev.holdfast.api.BranchBody;
import dev.holdfast.engine.journal.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Is one sequence of steps of a run: the workflow itself, or a branch. Guarded by its {@link
 * Strands}, except for the tickets, which only its own execution touches.
 */
final class Strand {

  enum State {
    /** Handed to a thread that has not taken it up yet. */
    READY,
    /** On a thread. */
    EXECUTING,
    /** Unwound, until what it waits for comes. */
    PARKED,
    /** Ended with a result or a failure. */
    DONE
  }

  private final String scope;
  private final String name;
  private BranchBody<?> body;
  private State state = State.READY;
  private @Nullable Execution execution;
  private @Nullable Parking parking;
  private @Nullable Object result;
  private @Nullable Throwable failure;
  private boolean observed;
  private volatile @Nullable Ticket lastTicket;

  Strand(String scope, String name, BranchBody<?> body, @Nullable Ticket lastTicket) {
    this.scope = scope;
    this.name = name;
    this.body = body;
    this.lastTicket = lastTicket;
  }

  String scope() {
    return scope;
  }

  String name() {
    return name;
  }

  State state() {
    return state;
  }

  /** Takes the closure of the latest replay, so that the next execution sees its surroundings. */
  void renew(BranchBody<?> latest) {
    body = latest;
  }

  BranchBody<?> body() {
    return body;
  }

  void ready() {
    state = State.READY;
    parking = null;
    execution = null;
  }

  void executing(Execution by) {
    state = State.EXECUTING;
    execution = by;
  }

  void parked(Parking on) {
    state = State.PARKED;
    parking = on;
    execution = null;
  }

  void done(@Nullable Object value, @Nullable Throwable thrown) {
    state = State.DONE;
    result = value;
    failure = thrown;
    execution = null;
  }

  @Nullable Execution execution() {
    return execution;
  }

  @Nullable Parking parking() {
    return parking;
  }

  @Nullable Object result() {
    return result;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** Notes that somebody has awaited the end, so a failure is not left unseen. */
  void observed() {
    observed = true;
  }

  boolean isFailedUnseen() {
    return failure != null && !observed;
  }

  @Nullable Ticket lastTicket() {
    return lastTicket;
  }

  /** Makes later barriers of this strand wait for these changes too. */
  void dependsOn(@Nullable Ticket ticket) {
    @Nullable Ticket last = lastTicket;
    if (ticket != null && (last == null || last.isBefore(ticket))) {
      lastTicket = ticket;
    }
  }
}
