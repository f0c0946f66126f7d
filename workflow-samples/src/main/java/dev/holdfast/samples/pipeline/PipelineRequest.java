package dev.holdfast.samples.pipeline;

import dev.holdfast.api.Backoff;
import dev.holdfast.api.Durations;
import dev.holdfast.api.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Names the source to load from.
 *
 * @param sourceUrl address that answers with a JSON list of items; a user and a password in it
 *     ({@code http://viewer:secret@host/…}) are sent as Basic authentication. Params are stored and
 *     shown as they are, so use this for demos only
 * @param retryDelay base delay between attempts to extract as text, such as {@code "100ms"}; 30
 *     seconds when left out
 */
public record PipelineRequest(String sourceUrl, @Nullable String retryDelay) {

  private static final int RETRY_LIMIT = 10;
  private static final Duration USUAL_RETRY_DELAY = Duration.ofSeconds(30);

  /** Checks that there is an address. */
  public PipelineRequest {
    if (sourceUrl == null || sourceUrl.isBlank()) {
      throw new IllegalArgumentException("sourceUrl must be an address, was " + sourceUrl);
    }
  }

  /** Returns how often, and how far apart, the source is asked again. */
  RetryPolicy patience() {
    return RetryPolicy.ofLimit(RETRY_LIMIT)
        .withDelay(retryDelay == null ? USUAL_RETRY_DELAY : Durations.parse(retryDelay))
        .withBackoff(Backoff.EXPONENTIAL);
  }
}
