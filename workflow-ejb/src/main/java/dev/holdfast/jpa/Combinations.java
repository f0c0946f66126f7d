package dev.holdfast.jpa;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows which statements have often been sent one after the other, so that it is worth to send them
 * as one text. The database keeps a plan of each statement of each such text for each connection,
 * so there must not be many of them, and what is rare would be planned whenever it is sent.
 * Thread-safe.
 */
final class Combinations {

  /** How often statements are sent one by one first. */
  private static final int WORTH = 16;

  /** Most texts: a server under the load of all kinds of workflows has about twenty. */
  private static final int LIMIT = 32;

  /** Most combinations that are counted. */
  private static final int COUNTED = 1_000;

  private final Map<List<String>, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Map<List<String>, String> texts = new ConcurrentHashMap<>();

  private final int worth;

  /** Knows nothing yet. */
  Combinations() {
    this(WORTH);
  }

  /** Knows nothing yet, and takes statements for worth it that have been sent so often. */
  Combinations(int worth) {
    this.worth = worth;
  }

  /**
   * Returns the text for several statements.
   *
   * @param statements what is to be sent, in that order
   * @return one text, always the same object; empty when they are to be sent one by one
   */
  Optional<String> text(List<String> statements) {
    String known = texts.get(statements);
    if (known != null) {
      return Optional.of(known);
    }
    if (texts.size() >= LIMIT || !isWorthIt(statements)) {
      return Optional.empty();
    }
    counts.remove(statements);
    return Optional.of(texts.computeIfAbsent(statements, it -> String.join("; ", it)));
  }

  private boolean isWorthIt(List<String> statements) {
    if (counts.size() >= COUNTED) {
      counts.clear(); // nothing among so many is frequent
    }
    return counts.computeIfAbsent(statements, it -> new AtomicInteger()).incrementAndGet() > worth;
  }
}
