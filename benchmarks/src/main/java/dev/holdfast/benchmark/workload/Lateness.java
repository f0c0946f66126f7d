package dev.holdfast.benchmark.workload;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects by how much sleeping instances of this process were woken too late. */
public final class Lateness {

  /** How long an instance sleeps. */
  public static final Duration SLEEP = Duration.ofSeconds(30);

  private static final Queue<Long> NANOS = new ConcurrentLinkedQueue<>();

  private Lateness() {}

  /**
   * Notes that an instance is awake.
   *
   * @param asleepSince when its sleep began, in milliseconds since 1970
   */
  public static void note(long asleepSince) {
    long late = System.currentTimeMillis() - asleepSince - SLEEP.toMillis();
    NANOS.add(Math.max(0, late) * 1_000_000);
  }

  static void forget() {
    NANOS.clear();
  }

  static int count() {
    return NANOS.size();
  }

  static List<Long> nanos() {
    return List.copyOf(NANOS);
  }
}
