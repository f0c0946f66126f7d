package dev.holdfast.jpa;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns points in time into what columns with a time zone hold, and back. Entities have fields of
 * the latter type: EclipseLink would store an {@link Instant} as a serialized object, and a
 * converter would have to know which type each driver returns.
 */
final class Times {

  private Times() {}

  static OffsetDateTime required(Instant instant) {
    return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime optional(@Nullable Instant instant) {
    return instant == null ? null : required(instant);
  }

  static @Nullable Instant optional(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
