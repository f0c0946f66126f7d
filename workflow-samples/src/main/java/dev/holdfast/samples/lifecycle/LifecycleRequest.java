package dev.holdfast.samples.lifecycle;

import dev.holdfast.api.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Names the user to welcome.
 *
 * @param userId id of the user, such as {@code ada}
 * @param email where mail to the user goes
 * @param trial length of the trial as text, such as {@code "10 seconds"}; 7 days when left out
 */
public record LifecycleRequest(String userId, String email, @Nullable String trial) {

  private static final Duration USUAL_TRIAL = Duration.ofDays(7);

  /** Checks that there are a user and an address. */
  public LifecycleRequest {
    if (userId == null || userId.isBlank()) {
      throw new IllegalArgumentException("userId must name a user, was " + userId);
    }
    if (email == null || email.isBlank()) {
      throw new IllegalArgumentException("email must be an address, was " + email);
    }
  }

  Duration trialLength() {
    return trial == null ? USUAL_TRIAL : Durations.parse(trial);
  }
}
