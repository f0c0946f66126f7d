package dev.holdfast.benchmark.workload;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Tells those who have sent an event that the instance has gone on with it, in this process. */
public final class Wakes {

  private static final Map<Integer, CompletableFuture<Boolean>> AWAITED = new ConcurrentHashMap<>();

  private Wakes() {}

  /**
   * Notes that an instance has taken an event, durably.
   *
   * @param number the number that the event carries
   * @return the number
   */
  public static int note(int number) {
    CompletableFuture<Boolean> awaited = AWAITED.remove(number);
    if (awaited != null) { // else the body runs again, because its record got lost
      awaited.complete(true);
    }
    return number;
  }

  /** Returns what completes when an instance has taken the event of a number. */
  static CompletableFuture<Boolean> of(int number) {
    return AWAITED.computeIfAbsent(number, n -> new CompletableFuture<>());
  }
}
