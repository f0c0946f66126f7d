package dev.holdfast.engine.schedule;

import dev.holdfast.engine.model.MissedFirings;
import dev.holdfast.engine.workflow.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which firings of a schedule that is due create instances. */
final class DueFirings {

  /** How late a firing may be found without counting as missed. */
  static final Duration GRACE = Duration.ofMinutes(1);

  /** The most missed firings that are made up for. */
  static final int MOST = 100;

  private DueFirings() {}

  /**
   * Chooses among the firings from the one that is due until now.
   *
   * @return those that create an instance, the earliest first
   */
  static List<Instant> choose(Schedule schedule, Instant dueAt, Instant now, MissedFirings missed) {
    return switch (missed) {
      case SKIP ->
          latest(schedule, dueAt, now, 1).stream().filter(at -> !isMissed(at, now)).toList();
      case ONCE -> latest(schedule, dueAt, now, 1);
      case ALL -> latest(schedule, dueAt, now, MOST);
    };
  }

  static boolean isMissed(Instant at, Instant now) {
    return !at.isAfter(now.minus(GRACE));
  }

  /** Looks back further and further, so that it takes no longer after a year than after a day. */
  private static List<Instant> latest(Schedule schedule, Instant first, Instant now, int count) {
    for (Duration back = GRACE; ; back = back.multipliedBy(2)) {
      boolean isAll = !now.minus(back).isAfter(first);
      Instant start = isAll ? first : now.minus(back);
      List<Instant> found = between(schedule, start, now);
      if (isAll || found.size() >= count) {
        return found.subList(Math.max(0, found.size() - count), found.size());
      }
    }
  }

  /** Lists the firings of a time, both ends included. */
  private static List<Instant> between(Schedule schedule, Instant start, Instant end) {
    List<Instant> firings = new ArrayList<>();
    Optional<Instant> next = schedule.nextAfter(start.minusNanos(1));
    while (next.isPresent() && !next.get().isAfter(end)) {
      firings.add(next.get());
      next = schedule.nextAfter(next.get());
    }
    return firings;
  }
}
