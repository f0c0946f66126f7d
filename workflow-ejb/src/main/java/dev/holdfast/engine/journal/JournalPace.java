package dev.holdfast.engine.journal;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.JournalStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches how long the journal takes for its batches, so that those who can wait do so before the
 * database drowns. It is behind while a batch has been taking long, and after a batch that has
 * taken long for as long again: half of the time is then left to those who cannot wait. Costs two
 * looks at the clock for each batch. Thread-safe; one batch at a time is what writers write.
 */
public final class JournalPace {

  private final InstantSource clock;
  private final Duration slow;
  private volatile @Nullable Instant writingSince;
  private volatile Instant restUntil = Instant.MIN;

  /**
   * Makes a watch.
   *
   * @param clock tells the time
   * @param slow from which time on a batch takes long
   */
  public JournalPace(InstantSource clock, Duration slow) {
    this.clock = clock;
    this.slow = slow;
  }

  /**
   * Watches a store.
   *
   * @param store writes
   * @return the same, watched
   */
  public JournalStore watch(JournalStore store) {
    return new Watched(store);
  }

  /**
   * Tells whether the journal should be spared at present.
   *
   * @return true while the latest batch takes long, or has taken long just now
   */
  public boolean isBehind() {
    Instant now = clock.instant();
    @Nullable Instant since = writingSince;
    boolean takesLong = since != null && !now.isBefore(since.plus(slow));
    return takesLong || now.isBefore(restUntil);
  }

  private void written(Instant since) {
    writingSince = null;
    Instant now = clock.instant();
    Duration taken = Duration.between(since, now);
    if (taken.compareTo(slow) >= 0) {
      restUntil = now.plus(taken);
    }
  }

  private final class Watched implements JournalStore {

    private final JournalStore store;

    Watched(JournalStore store) {
      this.store = store;
    }

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      Instant since = clock.instant();
      writingSince = since;
      try {
        return store.write(node, changes);
      } finally {
        written(since);
      }
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }
}
