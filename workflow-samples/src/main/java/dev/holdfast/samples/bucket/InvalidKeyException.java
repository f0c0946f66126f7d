package dev.holdfast.samples.bucket;

import dev.holdfast.api.NonRetryableException;

/** Tells a step that a text is not a key; trying again would not help. */
public final class InvalidKeyException extends NonRetryableException {

  private static final long serialVersionUID = 1L;

  InvalidKeyException(String key, String rule) {
    super("Bucket key '%s' is not allowed: %s.".formatted(key, rule));
  }
}
