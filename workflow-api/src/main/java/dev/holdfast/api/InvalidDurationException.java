package dev.holdfast.api;

import org.jspecify.annotations.Nullable;

/** Tells a caller that a text is not a duration, and which forms are. */
public final class InvalidDurationException extends InvalidRequestException {

  /** The code of this error. */
  public static final String CODE = "duration.invalid";

  private static final long serialVersionUID = 1L;

  InvalidDurationException(String text) {
    this(text, null);
  }

  InvalidDurationException(String text, @Nullable Throwable cause) {
    super(
        CODE,
        ("Duration '%s' is not understood: use a number with a unit such as \"30s\", \"5 minutes\","
                + " \"24h\", \"7 days\", \"1.5 hours\", \"2 weeks\", \"1 month\", \"1 year\", or"
                + " ISO-8601 such as \"PT24H\".")
            .formatted(text),
        cause);
  }
}
