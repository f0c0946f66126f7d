package dev.holdfast.engine;

import dev.holdfast.api.CreateRateExceededException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets callers create so many instances of a workflow in a second, on this node: a bucket that
 * holds what may be created at once, filled anew within a second. A batch that the bucket cannot
 * hold is let in when it is full, and paid off by those that come later. Thread-safe.
 */
final class CreateRate {

  private static final double NANOS = 1e9;

  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  CreateRate(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts creations of a workflow.
   *
   * @param perSecond how many may be created in a second
   * @throws CreateRateExceededException when they are too many; they are not counted
   */
  void count(String workflow, int perSecond, int creations) {
    Duration shortOf =
        buckets
            .computeIfAbsent(workflow, name -> new Bucket(perSecond, clock.instant()))
            .take(perSecond, creations, clock.instant());
    if (!shortOf.isZero()) {
      throw new CreateRateExceededException(
          "Instances of workflow '%s' are being created faster than %d per second, the limit of this server: try again later, or raise holdfast.limits.create-rate. (create.rate_exceeded)"
              .formatted(workflow, perSecond),
          shortOf);
    }
  }

  private static final class Bucket {
    private double left;
    private Instant filledAt;

    Bucket(int size, Instant now) {
      this.left = size;
      this.filledAt = now;
    }

    /** Returns how long to wait until there will be enough; zero when they have been taken. */
    synchronized Duration take(int size, int wanted, Instant now) {
      if (now.isAfter(filledAt)) {
        double passed = Duration.between(filledAt, now).toNanos() / NANOS;
        left = Math.min(size, left + passed * size);
        filledAt = now;
      }
      double needed = Math.min(wanted, size);
      if (left < needed) {
        return Duration.ofNanos((long) Math.ceil((needed - left) * NANOS / size));
      }
      left -= wanted;
      return Duration.ZERO;
    }
  }
}
