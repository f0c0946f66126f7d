package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/**
 * Says how a branch has ended.
 *
 * @param result what its body returned; null when it failed, and possibly otherwise
 * @param failure what ended it; null when it succeeded
 * @param <T> type of the result
 */
public record Settled<T extends @Nullable Object>(@Nullable T result, @Nullable Throwable failure) {

  /**
   * Tells whether the branch returned.
   *
   * @return true when there is no failure
   */
  public boolean isSuccess() {
    return failure == null;
  }
}
