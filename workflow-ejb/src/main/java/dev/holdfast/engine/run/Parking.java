package dev.holdfast.engine.run;

import dev.holdfast.engine.model.StepRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says what a parked strand waits for; the first of them lets it go on.
 *
 * @param wakeAt a point in time; null for none
 * @param eventWait an event for this open wait; null for none
 * @param branch the end of this strand; null for none
 * @param race the decision of this race; null for none
 * @param turns its turn to begin; null for none
 */
record Parking(
    @Nullable Instant wakeAt,
    @Nullable StepRecord eventWait,
    @Nullable Strand branch,
    @Nullable Race race,
    @Nullable Turns turns) {

  static Parking until(Instant wakeAt) {
    return new Parking(wakeAt, null, null, null, null);
  }

  static Parking forEvent(StepRecord wait) {
    return new Parking(wait.dueAt(), wait, null, null, null);
  }

  static Parking forBranch(Strand branch) {
    return new Parking(null, null, branch, null, null);
  }

  static Parking forRace(Race race) {
    return new Parking(null, null, null, race, null);
  }

  static Parking forTurn(Turns turns) {
    return new Parking(null, null, null, null, turns);
  }

  boolean isDue(Instant now) {
    return wakeAt != null && !now.isBefore(wakeAt);
  }

  /** Tells whether what strands can give one another is there. */
  boolean isFulfilled() {
    return (branch != null && branch.state() == Strand.State.DONE)
        || (race != null && race.isDecided());
  }
}
