package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.benchmark.workload.Workload.Size;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Is one thing to be measured.
 *
 * @param workload what is done
 * @param size how much
 * @param finished finished instances that are in the tables before
 * @param place what makes it different from others of its workload; empty when nothing does
 */
record Trial(Workload workload, Size size, long finished, String place) {

  /** Naps that are enough to warm up. */
  private static final int FEW = 10;

  /** Seconds before the events while warming up: longer pauses would be most of it. */
  private static final int SETTLE = 1;

  /** Returns what is done before the measurement. */
  Request warmUp(int seconds) {
    Size warm = size.withSeconds(seconds).withSettle(SETTLE);
    if (!warmsUpByRepetition()) {
      return new Request(workload, warm.withSleepers(0));
    }
    return new Request(
        workload, workload == Workload.NAPS ? warm.withTimes(Math.min(FEW, size.times())) : warm);
  }

  /** Tells whether it may be done any number of times: sleepers would sleep on. */
  boolean warmsUpByRepetition() {
    return workload != Workload.SLEEPERS;
  }

  /**
   * Lets an engine warm up, as often as it takes where the work ends by itself; false when the
   * engine cannot do such a thing.
   */
  boolean warmUp(Engine engine, int seconds) throws Exception {
    long begun = System.nanoTime();
    do {
      if (engine.perform(warmUp(seconds)).isEmpty()) {
        return false;
      }
    } while (warmsUpByRepetition()
        && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds));
    return true;
  }

  /** Tells whether it can be measured while other engines run, again and again. */
  boolean canBeRepeated() {
    return workload != Workload.W8 && workload != Workload.SLEEPERS && finished == 0;
  }

  /** Does it; empty when the engine cannot. */
  Optional<Figures> perform(Engine engine) throws Exception {
    Request request = new Request(workload, size);
    return workload == Workload.SLEEPERS
        ? LongSleepers.start(engine, request)
        : engine.perform(request);
  }

  /** Returns the workload and what makes it different. */
  @Override
  public String toString() {
    return place.isEmpty() ? workload.name() : workload + " " + place;
  }
}
