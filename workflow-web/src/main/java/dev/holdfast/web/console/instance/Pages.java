package dev.holdfast.web.console.instance;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Remembers the way through a list that knows only what comes after a place: the places where the
 * pages begin that were looked at.
 */
final class Pages implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Deque<Long> begins = new ArrayDeque<>();

  /** Returns behind which place the present page begins; empty for the first page. */
  Optional<Long> after() {
    return Optional.ofNullable(begins.peek());
  }

  /** Returns the number of the present page, from 1. */
  int number() {
    return begins.size() + 1;
  }

  boolean isFirst() {
    return begins.isEmpty();
  }

  /**
   * Goes to the next page.
   *
   * @param last place of the last line of the present one
   */
  void next(long last) {
    begins.push(last);
  }

  /** Goes back to the page before; stays on the first. */
  void previous() {
    begins.poll();
  }

  /** Goes back to the first page. */
  void first() {
    begins.clear();
  }
}
