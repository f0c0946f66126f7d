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

  /** Most texts: the plan of a statement takes 40 KB, five statements in each make 6 MB. */
  private static final int LIMIT = 32;

  /** Most combinations that are counted. */
  private static final int COUNTED = 1_000;

  /** After how many questions the texts that were not worth it meanwhile are forgotten. */
  private static final int PERIOD = 10_000;

  private final int worth;
  private final int period;
  private final Map<List<String>, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Map<List<String>, Text> texts = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();

  /** Is one text for several statements, with how often it has been used of late. */
  private record Text(String sql, AtomicInteger uses) {

    String use() {
      uses.incrementAndGet();
      return sql;
    }
  }

  /** Knows nothing yet. */
  Combinations() {
    this(WORTH, PERIOD);
  }

  /**
   * Knows nothing yet.
   *
   * @param worth how often statements are sent one by one first
   * @param period after how many questions those that have become rarer than that are forgotten
   */
  Combinations(int worth, int period) {
    this.worth = worth;
    this.period = period;
  }

  /**
   * Returns the text for several statements.
   *
   * @param statements what is to be sent, in that order
   * @return one text, the same object as long as it is known; empty when they are to be sent one by
   *     one
   */
  Optional<String> text(List<String> statements) {
    if (questions.incrementAndGet() % period == 0) {
      forgetRare();
    }
    Text known = texts.get(statements);
    if (known != null) {
      return Optional.of(known.use());
    }
    if (texts.size() >= LIMIT || !isWorthIt(statements)) {
      return Optional.empty();
    }
    counts.remove(statements);
    return Optional.of(texts.computeIfAbsent(statements, Combinations::join).use());
  }

  private static Text join(List<String> statements) {
    return new Text(String.join("; ", statements), new AtomicInteger());
  }

  private boolean isWorthIt(List<String> statements) {
    if (counts.size() >= COUNTED) {
      counts.clear(); // nothing among so many is frequent
    }
    return counts.computeIfAbsent(statements, it -> new AtomicInteger()).incrementAndGet() > worth;
  }

  private void forgetRare() {
    counts.clear();
    texts.values().removeIf(text -> text.uses().getAndSet(0) < worth);
  }
}
