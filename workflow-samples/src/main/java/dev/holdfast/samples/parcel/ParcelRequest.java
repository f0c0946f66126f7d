package dev.holdfast.samples.parcel;

import dev.holdfast.api.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says which parcel is delivered.
 *
 * @param label what is on it
 * @param transit how long it travels, such as {@code 10 seconds}; 2 days when null
 */
public record ParcelRequest(String label, @Nullable String transit) {

  private static final Duration USUAL_TRANSIT = Duration.ofDays(2);

  Duration transitLength() {
    return transit == null ? USUAL_TRANSIT : Durations.parse(transit);
  }
}
