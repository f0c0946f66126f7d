package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Is what {@code forEach} does with one item, in a branch of its own; see {@link BranchBody}.
 *
 * @param <I> type of the item
 * @param <T> type of the result
 */
@FunctionalInterface
public interface ItemBody<I extends @Nullable Object, T extends @Nullable Object> {

  /**
   * Handles an item.
   *
   * @param branch the durable operations of this branch; inside, no other may be used
   * @param item the item
   * @return the result, not recorded by itself
   * @throws Exception to fail the branch
   */
  T run(WorkflowStep branch, I item) throws Exception;
}
