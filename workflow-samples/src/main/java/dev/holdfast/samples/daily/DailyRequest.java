package dev.holdfast.samples.daily;

import dev.holdfast.api.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says how long the chain pauses. The schedule says nothing.
 *
 * @param pause a duration such as {@code 10 seconds}; 7 days when null
 */
public record DailyRequest(@Nullable String pause) {

  private static final Duration USUAL_PAUSE = Duration.ofDays(7);

  Duration pauseLength() {
    return pause == null ? USUAL_PAUSE : Durations.parse(pause);
  }
}
