package dev.holdfast.benchmark.workload;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Is the heap of this process. */
final class Heap {

  private Heap() {}

  /** Collects garbage and returns how much is used. */
  static double megabytesUsed() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / 1e6;
  }
}
