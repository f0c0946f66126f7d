package dev.holdfast.engine;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceReader;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads instances for many callers at a time. Who finds nobody reading reads for all who have come
 * so far, in one transaction, and leaves the next reading to one of those who have come meanwhile:
 * a lone caller pays nothing for it. What is read was stored when the caller came, or later. Not
 * for callers with a transaction of their own, who have to see what they have written themselves.
 * Thread-safe.
 */
final class Lookups {

  private static final System.Logger LOG = System.getLogger(Lookups.class.getName());

  /** Most keys of one reading; bounds the size of its query. */
  private static final int LARGEST_READING = 200;

  private final InstanceReader reader;
  private final List<Lookup> waiting = new ArrayList<>();
  private boolean reading;

  Lookups(InstanceReader reader) {
    this.reader = reader;
  }

  /** Says what a caller that has waited is to do. */
  private enum Turn {
    /** Read for all who wait. */
    LEAD,
    /** Read for itself: the reading has failed, maybe because of another one. */
    READ_ALONE,
    /** Nothing: it has been read. */
    DONE
  }

  /** Is what one caller looks for. */
  private static final class Lookup {
    final InstanceKey key;
    final CompletableFuture<Turn> turn = new CompletableFuture<>();
    private @Nullable InstanceRecord found;

    Lookup(InstanceKey key) {
      this.key = key;
    }
  }

  /** Looks for an instance, as it is stored now. */
  Optional<InstanceRecord> find(InstanceKey key) {
    Lookup mine = new Lookup(key);
    Turn turn = join(mine) ? Turn.LEAD : mine.turn.join();
    if (turn == Turn.LEAD) {
      turn = read();
    }
    return turn == Turn.DONE ? Optional.ofNullable(mine.found) : reader.find(key);
  }

  /** Returns how many wait for the next reading. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Returns true when the caller has to lead, false when it has to wait for its turn. */
  private synchronized boolean join(Lookup lookup) {
    waiting.add(lookup);
    boolean leads = !reading;
    reading = true;
    return leads;
  }

  /** Reads for those who have come first, the caller among them. */
  private Turn read() {
    List<Lookup> batch = takeWaiting();
    Turn result = Turn.READ_ALONE; // when it fails, each finds out for itself
    try {
      Set<InstanceKey> keys = batch.stream().map(it -> it.key).collect(Collectors.toSet());
      Map<InstanceKey, InstanceRecord> found = reader.findAll(keys);
      batch.forEach(it -> it.found = found.get(it.key));
      result = Turn.DONE;
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "A reading for several callers has failed", e);
    } finally {
      passOn();
      for (Lookup lookup : batch) {
        lookup.turn.complete(result);
      }
    }
    return result;
  }

  private synchronized List<Lookup> takeWaiting() {
    List<Lookup> first = waiting.subList(0, Math.min(waiting.size(), LARGEST_READING));
    List<Lookup> taken = List.copyOf(first);
    first.clear();
    return taken;
  }

  /** Wakes the next leader first: the database has work again while the others wake. */
  private synchronized void passOn() {
    reading = !waiting.isEmpty();
    if (reading) {
      waiting.get(0).turn.complete(Turn.LEAD);
    }
  }
}
