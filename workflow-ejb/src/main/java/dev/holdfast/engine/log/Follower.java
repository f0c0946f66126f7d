package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.engine.model.InstanceKey;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Is one subscription: looks into the log whenever it is told to, and tells its listener what it
 * has not told yet. Looked with by one thread at a time.
 *
 * <p>Records of different origin may become visible in another order than that of their ids. So it
 * looks a little behind what it has seen last, and remembers what it has told from there.
 */
final class Follower implements LogSubscription {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());

  /** How far it looks behind, in positions: microseconds. */
  private static final long LOOK_BEHIND = 2_000_000;

  private static final Duration IDLE = Duration.ofSeconds(15);

  private final LogPages pages;
  private final InstantSource clock;
  private final InstanceKey key;
  private final LogSelection selection;
  private final LogListener listener;
  private final NavigableSet<Long> told = new TreeSet<>();
  private final long instance;
  private volatile boolean open = true;
  private long seen;
  private Instant heardAt;

  /**
   * Begins to follow.
   *
   * @param instance number of the instance; another one under the same key is not followed
   */
  Follower(
      LogPages pages,
      InstantSource clock,
      InstanceKey key,
      long instance,
      LogSelection selection,
      LogListener listener) {
    this.pages = pages;
    this.clock = clock;
    this.key = key;
    this.instance = instance;
    this.selection = selection;
    this.listener = listener;
    this.seen = selection.cursor();
    this.heardAt = clock.instant();
  }

  long instance() {
    return instance;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  /**
   * Tells the listener what is new. What keeps it from reading now may be over at the next look.
   */
  void look() {
    long from = Math.max(selection.cursor(), seen - LOOK_BEHIND);
    while (open) {
      @Nullable LogPage page = read(from);
      if (page == null || !tell(page)) {
        return;
      }
      if (page.isLast()) {
        forgetWhatIsFarBehind();
        rest(page.isEnded());
        return;
      }
      from = page.until();
    }
  }

  private @Nullable LogPage read(long from) {
    try {
      Optional<LogPage> page = pages.read(key, from).filter(it -> it.instance() == instance);
      if (page.isEmpty()) {
        end();
      }
      return page.orElse(null);
    } catch (RuntimeException e) { // the database may be away: the next tick looks again
      LOG.log(Level.WARNING, () -> "The log of instance " + key + " could not be read", e);
      return null;
    }
  }

  /** Returns false when the listener wants no more. */
  private boolean tell(LogPage page) {
    for (LogEntry entry : page.entries()) {
      seen = Math.max(seen, entry.eventId());
      if (told.add(entry.eventId())
          && selection.includes(entry)
          && !call(() -> listener.record(entry))) {
        return false;
      }
    }
    return true;
  }

  private void forgetWhatIsFarBehind() {
    told.headSet(seen - LOOK_BEHIND).clear();
  }

  private void rest(boolean isEnded) {
    if (isEnded) {
      end();
    } else if (!clock.instant().isBefore(heardAt.plus(IDLE))) {
      call(listener::idle);
    } else if (listener.isDone()) {
      close();
    }
  }

  private void end() {
    call(listener::ended);
    close();
  }

  private boolean call(Runnable message) {
    if (!open || listener.isDone()) {
      close();
      return false;
    }
    try {
      message.run();
    } catch (RuntimeException e) { // whatever the listener says: it is not told anything more
      LOG.log(Level.WARNING, () -> "A listener to the log of instance " + key + " has failed", e);
      close();
    }
    heardAt = clock.instant();
    return open;
  }
}
