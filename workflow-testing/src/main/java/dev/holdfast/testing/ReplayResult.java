package dev.holdfast.testing;

import java.util.List;
import java.util.Optional;

/**
 * Is what a replay has found.
 *
 * @param reached the steps that the code has reached, in that order, such as {@code sleep nap-1}
 * @param divergence the first difference; empty when the code has come to the recorded end, or to
 *     where the instance stood
 */
public record ReplayResult(List<String> reached, Optional<Divergence> divergence) {

  /** Copies the list. */
  public ReplayResult {
    reached = List.copyOf(reached);
  }

  /**
   * Tells whether the code still does what the journal says.
   *
   * @return true when there is no difference
   */
  public boolean isGreen() {
    return divergence.isEmpty();
  }

  /**
   * Makes a test fail when there is a difference.
   *
   * @throws AssertionError saying which
   */
  public void requireGreen() {
    divergence.ifPresent(
        found -> {
          throw new AssertionError(found.kind() + ": " + found.message());
        });
  }
}
