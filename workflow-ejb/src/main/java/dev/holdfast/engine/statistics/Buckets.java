package dev.holdfast.engine.statistics;

import dev.holdfast.engine.port.ThroughputStore.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Adds counts of minutes up to counts of longer times, for charts. */
final class Buckets {

  private Buckets() {}

  /** Returns a count for each bucket until now; buckets begin at multiples of their length. */
  static List<Throughput> of(
      Collection<Throughput> minutes, Instant now, Duration back, Duration bucket) {
    TreeMap<Instant, Throughput> buckets = new TreeMap<>();
    Instant first = begin(now.minus(back), bucket);
    for (Instant at = first; !at.isAfter(now); at = at.plus(bucket)) {
      buckets.put(at, new Throughput(at, "", 0, 0, 0, 0, 0));
    }
    for (Throughput minute : minutes) {
      buckets.computeIfPresent(begin(minute.since(), bucket), (at, sum) -> sum.plus(minute));
    }
    return new ArrayList<>(buckets.values());
  }

  private static Instant begin(Instant time, Duration bucket) {
    long seconds = time.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, bucket.toSeconds()));
  }
}
