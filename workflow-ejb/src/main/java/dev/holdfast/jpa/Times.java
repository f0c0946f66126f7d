package dev.holdfast.jpa;

import dev.holdfast.api.Durations;
import dev.holdfast.api.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns points in time into what columns with a time zone hold, and back. Entities have fields of
 * the latter type: EclipseLink would store an {@link Instant} as a serialized object, and a
 * converter would have to know which type each driver returns.
 */
final class Times {

  private static final long FOREVER_MILLIS = -1;
  private static final int NANOS_OF_MICRO = 1_000;
  private static final long MICROS = 1_000_000;

  /** Doubles below that, and a million times as much, are half a microsecond apart or less. */
  private static final long EXACT_SECONDS = 1L << 32;

  private Times() {}

  static OffsetDateTime required(Instant instant) {
    return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  /** Returns a point in time as an element of an array, which has no other form everywhere. */
  static String text(Instant instant) {
    String text = required(instant).toString();
    return text.startsWith("+") ? text.substring(1) : text; // years of five digits and more
  }

  /** Tells whether seconds in a double tell a point in time to the microsecond: 1970 to 2106. */
  static boolean isExactAsNumber(Instant instant) {
    return instant.getEpochSecond() >= 0 && instant.getEpochSecond() < EXACT_SECONDS;
  }

  /** Returns a point in time as seconds since 1970. */
  static double seconds(Instant instant) {
    long micros = instant.getNano() / NANOS_OF_MICRO;
    return (instant.getEpochSecond() * MICROS + micros) / (double) MICROS;
  }

  static @Nullable OffsetDateTime optional(@Nullable Instant instant) {
    return instant == null ? null : required(instant);
  }

  static @Nullable Instant optional(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Returns the milliseconds of a duration, rounded up; null for none, -1 for ever. */
  static @Nullable Long millis(Optional<Duration> duration) {
    return duration
        .map(
            it ->
                it.equals(Retention.FOREVER) ? FOREVER_MILLIS : Durations.roundedUp(it).toMillis())
        .orElse(null);
  }

  static Optional<Duration> duration(@Nullable Long millis) {
    return Optional.ofNullable(millis)
        .map(it -> it == FOREVER_MILLIS ? Retention.FOREVER : Duration.ofMillis(it));
  }
}
