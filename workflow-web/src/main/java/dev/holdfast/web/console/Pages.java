package dev.holdfast.web.console;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Remembers the way through a list that knows only what comes after a place: the places where the
 * pages begin that were looked at.
 *
 * @param <P> says where in the list a line is
 */
public final class Pages<P extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayDeque<P> begins = new ArrayDeque<>();

  /** Begins with the first page. */
  public Pages() {}

  /**
   * Returns behind which place the present page begins.
   *
   * @return the place; empty for the first page
   */
  public Optional<P> after() {
    return Optional.ofNullable(begins.peek());
  }

  /**
   * Returns the number of the present page.
   *
   * @return from 1
   */
  public int getNumber() {
    return begins.size() + 1;
  }

  /**
   * Tells whether there is no page before.
   *
   * @return true on the first page
   */
  public boolean isFirst() {
    return begins.isEmpty();
  }

  /**
   * Goes to the next page.
   *
   * @param last place of the last line of the present one
   */
  public void next(P last) {
    begins.push(last);
  }

  /** Goes back to the page before; stays on the first. */
  public void previous() {
    begins.poll();
  }
}
