package dev.holdfast.engine.workflow;

import dev.holdfast.engine.port.CronCalendar.LocalTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts instances of a workflow by itself.
 *
 * @param cron the expression, unique within the workflow
 * @param zone the time zone that the expression is about
 * @param times when the expression fires by the clocks of the zone
 */
public record Schedule(String cron, ZoneId zone, LocalTimes times) {

  /**
   * Returns the next firing. A local time that a change of the clock skips is passed over; of one
   * that comes twice only the first counts.
   *
   * @param instant any time
   * @return the first firing after it; empty when there is none
   */
  public Optional<Instant> nextAfter(Instant instant) {
    Optional<LocalDateTime> local = times.nextAfter(LocalDateTime.ofInstant(instant, zone));
    while (local.isPresent()) {
      // The offset before the change comes first.
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local.get());
      if (!offsets.isEmpty() && local.get().toInstant(offsets.get(0)).isAfter(instant)) {
        return Optional.of(local.get().toInstant(offsets.get(0)));
      }
      local = times.nextAfter(local.get());
    }
    return Optional.empty();
  }

  /**
   * Lists the next firings.
   *
   * @param instant any time
   * @param count how many at the most
   * @return those after it, soonest first
   */
  public List<Instant> listAfter(Instant instant, int count) {
    List<Instant> firings = new ArrayList<>();
    Optional<Instant> next = nextAfter(instant);
    while (next.isPresent() && firings.size() < count) {
      firings.add(next.get());
      next = nextAfter(next.get());
    }
    return firings;
  }
}
