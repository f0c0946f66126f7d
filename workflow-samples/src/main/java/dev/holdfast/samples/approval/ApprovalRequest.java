package dev.holdfast.samples.approval;

import dev.holdfast.api.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for approval.
 *
 * @param userId who asks
 * @param timeout how long to wait for the answer as text, such as {@code "1 minute"}; 48 hours when
 *     left out
 */
public record ApprovalRequest(String userId, @Nullable String timeout) {

  private static final Duration USUAL_TIMEOUT = Duration.ofDays(2);

  /** Checks that somebody asks. */
  public ApprovalRequest {
    if (userId == null || userId.isBlank()) {
      throw new IllegalArgumentException("userId must name a user, was " + userId);
    }
  }

  Duration patience() {
    return timeout == null ? USUAL_TIMEOUT : Durations.parse(timeout);
  }
}
