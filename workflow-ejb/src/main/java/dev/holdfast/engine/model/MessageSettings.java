package dev.holdfast.engine.model;

import java.time.Duration;

/**
 * Holds what an installation may choose about messages that come in.
 *
 * @param attempts after how many unexpected failures a message is parked, 1 or more
 * @param slowWrite from which time on a batch of the journal takes long, so that messages wait
 */
public record MessageSettings(int attempts, Duration slowWrite) {

  /** What holds where nobody says anything else. */
  public static final MessageSettings DEFAULT = new MessageSettings(3, Duration.ofMillis(500));
}
