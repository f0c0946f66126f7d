package dev.holdfast.engine.run;

import dev.holdfast.api.BranchBody;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.journal.Ticket;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final OptionalLong lastLog;
  private @Nullable Turns turns;
  private boolean observed;
  private boolean dismissed;
  private boolean loser;
  private long doneOrder;
  private volatile boolean goneOn;
  private volatile @Nullable Ticket lastTicket;

  /**
   * Makes a strand that is ready.
   *
   * @param lastLog how far it had come before this run, see {@code RunJournal}; empty when it
   *     begins with it
   */
  Strand(
      String scope,
      String name,
      BranchBody<?> body,
      @Nullable Ticket lastTicket,
      OptionalLong lastLog) {
    this.scope = scope;
    this.name = name;
    this.body = body;
    this.lastTicket = lastTicket;
    this.lastLog = lastLog;
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

  void done(@Nullable Object value, @Nullable Throwable thrown, long order) {
    state = State.DONE;
    result = value;
    failure = thrown;
    doneOrder = order;
    execution = null;
    parking = null;
  }

  /** Ends it without a result that anybody waits for. */
  void cancelled(long order) {
    done(null, cancellation(), order);
    observed = true;
  }

  /** Returns what is thrown to whoever awaits it when it has been given up. */
  WorkflowException cancellation() {
    return new WorkflowException(
        "branch.cancelled",
        "Branch '%s' has been cancelled: another branch has won the race that it took part in."
            .formatted(scope));
  }

  /** Returns its place in the order in which the strands of this run have ended. */
  long doneOrder() {
    return doneOrder;
  }

  /** Tells whether it had recorded nothing before this run. */
  boolean isNew() {
    return lastLog.isEmpty();
  }

  /** Returns the position of the last step that had ended before this run; 0 when none had. */
  long lastLog() {
    return lastLog.orElse(0);
  }

  /** Notes that it has come to a step that had not ended before this run. */
  void goOn() {
    goneOn = true;
  }

  boolean hasGoneOn() {
    return goneOn;
  }

  /** Begins, or queues up to begin. */
  boolean takeTurn(Turns from) {
    turns = from;
    if (!from.take(this)) {
      parked(Parking.forTurn(from));
      return false;
    }
    return true;
  }

  /** Returns the strand that may begin because this one has ended. */
  Optional<Strand> passTurnOn() {
    return turns == null ? Optional.empty() : turns.passOn(this);
  }

  /** Notes that it has lost a race, so nobody asks any more what fails in it and below it. */
  void dismiss() {
    dismissed = true;
  }

  boolean isDismissed() {
    return dismissed;
  }

  /** Notes that it has lost a race but goes on; returns its failure if it has failed already. */
  Optional<Throwable> lose() {
    loser = true;
    dismiss();
    return Optional.ofNullable(failure);
  }

  boolean isLoser() {
    return loser;
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
