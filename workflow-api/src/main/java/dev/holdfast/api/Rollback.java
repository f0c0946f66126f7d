package dev.holdfast.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells what became of an instance's compensation.
 *
 * @param outcome whether every handler has done its work
 * @param error what stopped it; present only when it failed
 */
public record Rollback(Outcome outcome, Optional<ErrorInfo> error) {

  /** A compensation in which every handler has done its work. */
  public static final Rollback COMPLETE = new Rollback(Outcome.COMPLETE, Optional.empty());

  /** Says whether every handler has done its work. */
  public enum Outcome {
    /** Every one. */
    COMPLETE("complete"),
    /** One failed for good, or was stopped; the rest was not run. */
    FAILED("failed");

    private final String wireName;

    Outcome(String wireName) {
      this.wireName = wireName;
    }

    /**
     * Returns the outcome named in JSON and SQL.
     *
     * @param wireName such as {@code failed}
     * @return the outcome
     * @throws IllegalArgumentException when there is none
     */
    public static Outcome of(String wireName) {
      return Arrays.stream(values())
          .filter(outcome -> outcome.wireName.equals(wireName))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("Unknown rollback outcome " + wireName));
    }

    /**
     * Returns the name in JSON and SQL.
     *
     * @return such as {@code failed}
     */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * Returns a compensation that was stopped.
   *
   * @param error what stopped it
   * @return the rollback
   */
  public static Rollback failed(ErrorInfo error) {
    return new Rollback(Outcome.FAILED, Optional.of(error));
  }
}
