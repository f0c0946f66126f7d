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

  boolean isAnyFree() {
    return free.get() > 0;
  }

  void giveBack(int number) {
    free.addAndGet(number);
  }
}
