package dev.holdfast.engine.port;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads cron expressions of five fields. Answers from memory; thread-safe. */
public interface CronCalendar {

  /**
   * Reads an expression.
   *
   * @param cron the expression
   * @return when it fires
   * @throws UnreadableCronException when it breaks a rule
   */
  LocalTimes parse(String cron);

  /**
   * Is when an expression fires by a clock on the wall, which knows no time zone. Whoever asks
   * decides what becomes of times that a change of the clock skips or repeats.
   */
  @FunctionalInterface
  interface LocalTimes {

    /**
     * Returns the next time.
     *
     * @param time any time
     * @return the first whole minute after that minute which fits; empty when there is none
     */
    Optional<LocalDateTime> nextAfter(LocalDateTime time);
  }

  /** Says that a text is not a cron expression. */
  final class UnreadableCronException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message names the rule that is broken
     * @param cause what led to it
     */
    public UnreadableCronException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
