package dev.holdfast.samples.offer;

import dev.holdfast.api.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says who is asked for what.
 *
 * @param article what is wanted
 * @param suppliers who is asked; each becomes part of a name and of an event type
 * @param timeout how long to wait for the first answer as text, such as {@code "1 minute"}; 24
 *     hours when left out
 */
public record OfferRequest(String article, List<String> suppliers, @Nullable String timeout) {

  private static final Duration USUAL_TIMEOUT = Duration.ofDays(1);

  /** Checks that somebody is asked for something. */
  public OfferRequest {
    if (article == null || article.isBlank()) {
      throw new IllegalArgumentException("article must say what is wanted, was " + article);
    }
    if (suppliers == null || suppliers.isEmpty()) {
      throw new IllegalArgumentException("suppliers must name who is asked, was " + suppliers);
    }
    suppliers = List.copyOf(suppliers);
  }

  Duration patience() {
    return timeout == null ? USUAL_TIMEOUT : Durations.parse(timeout);
  }
}
