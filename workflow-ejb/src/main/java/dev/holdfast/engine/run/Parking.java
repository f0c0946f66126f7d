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
 */
record Parking(@Nullable Instant wakeAt, @Nullable StepRecord eventWait, @Nullable Strand branch) {

  static Parking until(Instant wakeAt) {
    return new Parking(wakeAt, null, null);
  }

  static Parking forEvent(StepRecord wait) {
    return new Parking(wait.dueAt(), wait, null);
  }

  static Parking forBranch(Strand branch) {
    return new Parking(null, null, branch);
  }

  boolean isDue(Instant now) {
    return wakeAt != null && !now.isBefore(wakeAt);
  }
}
