package dev.holdfast.engine.run;

import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Is one pass over the code of a strand, on one thread. Its counters start at zero, so the same
 * code gets the same keys each time. Only its thread uses it, except for {@link #abandon}.
 */
final class Execution {

  private final Strand strand;
  private final Thread thread = Thread.currentThread();
  private final Map<String, Integer> calls = new HashMap<>();
  private volatile boolean abandoned;
  private volatile boolean over;
  private volatile @Nullable BodyRun body;
  private volatile @Nullable CountDownLatch pause;
  private volatile @Nullable Strand awaited;
  private boolean blocked;
  private @Nullable Parking parking;

  Execution(Strand strand) {
    this.strand = strand;
  }

  Strand strand() {
    return strand;
  }

  boolean isOnItsThread() {
    return Thread.currentThread() == thread && awaited == null && !over;
  }

  boolean isOfCallingThread() {
    return thread == Thread.currentThread();
  }

  boolean sharesThreadWith(Execution other) {
    return thread == other.thread;
  }

  boolean isInBody() {
    return body != null;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Numbers the call of a kind and name in this strand. */
  StepKey nextKey(StepKind kind, String name) {
    int occurrence = calls.merge(kind.wireName() + ' ' + name, 1, Integer::sum);
    return new StepKey(kind, strand.scope(), name, occurrence);
  }

  /** Numbers the branch of a name in this strand. */
  String nextScope(String name) {
    int occurrence = calls.merge("branch " + name, 1, Integer::sum);
    String parent = strand.scope();
    return (parent.isEmpty() ? "" : parent + "/") + StepKey.inPath(name) + "-" + occurrence;
  }

  /** Numbers the call that publishes progress in this strand. */
  String nextProgress() {
    return strand.scope() + ' ' + calls.merge("progress", 1, Integer::sum);
  }

  void enterBody(BodyRun run) {
    body = run;
    if (abandoned) {
      run.interrupt();
    }
  }

  void leaveBody() {
    body = null;
  }

  /** Notes that the thread is lent to another strand, or sleeps, until a branch has ended. */
  void await(@Nullable Strand branch) {
    awaited = branch;
  }

  @Nullable Strand awaited() {
    return awaited;
  }

  /** Notes whether it waits for a branch; returns false when that was known. Guarded by Strands. */
  boolean block(boolean is) {
    boolean changed = blocked != is;
    blocked = is;
    return changed;
  }

  /** Lets the thread rest until a latch opens, or this execution is abandoned or stirred. */
  void pauseOn(CountDownLatch latch, BooleanSupplier isHalting) throws InterruptedException {
    pause = latch; // before looking, so that nobody who changes what is seen stirs in vain
    if (!abandoned && !isHalting.getAsBoolean()) {
      latch.await();
    }
    pause = null;
  }

  /** Gives this execution up: nothing that it does is recorded any more. */
  void abandon() {
    abandoned = true;
    @Nullable BodyRun running = body;
    if (running != null) {
      running.interrupt();
    }
    stir();
  }

  /** Ends a rest on the thread early. */
  void stir() {
    @Nullable CountDownLatch resting = pause;
    if (resting != null) {
      resting.countDown();
    }
  }

  /** Begins to unwind: every later call unwinds again, whatever the code catches. */
  Suspension park(Parking on) {
    parking = on;
    return new Suspension();
  }

  /** Returns what the strand is to wait for; null when it has not been parked. */
  @Nullable Parking parking() {
    return parking;
  }

  /** Ends the pass: whoever kept the step object cannot use it any more. */
  void over() {
    over = true;
  }
}
