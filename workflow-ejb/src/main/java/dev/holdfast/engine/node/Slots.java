package dev.holdfast.engine.node;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many more instances this node may execute. Thread-safe. */
final class Slots {

  private final AtomicInteger free;

  Slots(int size) {
    this.free = new AtomicInteger(size);
  }

  /** Takes up to a number of slots; returns how many. */
  int take(int wanted) {
    while (true) {
      int present = free.get();
      int taken = Math.min(present, wanted);
      if (taken <= 0) {
        return 0;
      }
      if (free.compareAndSet(present, present - taken)) {
        return taken;
      }
    }
  }

  /**
   * Takes slots for a look into the queue, up to a number, and leaves half of the free ones to what
   * is created meanwhile: else that would have to be queued, and the next look would find it.
   */
  int takeForClaim(int most) {
    return take(Math.min(most, (free.get() + 1) / 2));
  }

  boolean isAnyFree() {
    return free.get() > 0;
  }

  void giveBack(int number) {
    free.addAndGet(number);
  }
}
