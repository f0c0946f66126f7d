package dev.holdfast.web.console.live;

import dev.holdfast.engine.statistics.StatisticsService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which numbers open pages show, and tells those whose numbers have changed. Pages may be
 * added while another thread looks.
 */
final class WatchedPages {

  private static final int LOOKS_BETWEEN_SIGNS = 15;

  private final Map<ChangeStream, Watched> watched = new ConcurrentHashMap<>();
  private int looks;

  /** Is what a page shows. */
  private record Watched(Numbers numbers, Object shown) {}

  /**
   * Tells a page of changes from now on.
   *
   * @param stream tells it
   * @param numbers what it shows
   * @param statistics has the numbers
   */
  void add(ChangeStream stream, Numbers numbers, StatisticsService statistics) {
    watched.put(stream, new Watched(numbers, numbers.read(statistics)));
  }

  /**
   * Compares what pages show with the present numbers, and forgets pages that are gone.
   *
   * @param statistics has the numbers
   */
  void look(StatisticsService statistics) {
    watched.keySet().removeIf(ChangeStream::isDone);
    looks++;
    watched.replaceAll((stream, before) -> compared(stream, before, statistics));
  }

  private Watched compared(ChangeStream stream, Watched before, StatisticsService statistics) {
    Object now = before.numbers().read(statistics);
    if (!now.equals(before.shown())) {
      stream.changed();
    } else if (looks % LOOKS_BETWEEN_SIGNS == 0) {
      stream.idle();
    }
    return new Watched(before.numbers(), now);
  }

  /** Tells whether there is nobody to tell. */
  boolean isEmpty() {
    return watched.isEmpty();
  }
}
