package dev.holdfast.engine.port;

import dev.holdfast.engine.model.ChildClosing;
import java.util.List;

/**
 * Keeps the children that are to be terminated because their parent has ended. They are put here by
 * the transaction that ends the parent, and worked off by any node; doing that twice is harmless.
 * Each method is a transaction of its own.
 */
public interface ChildClosings {

  /**
   * Lists what is to be done.
   *
   * @param limit how many at the most
   * @return children that have not been removed from the list
   */
  List<ChildClosing> list(int limit);

  /**
   * Takes a child off the list.
   *
   * @param done the child; nothing happens when it is not on the list
   */
  void remove(ChildClosing done);
}
