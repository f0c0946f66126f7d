package dev.holdfast.samples.image;

import dev.holdfast.api.NonRetryableException;

/** Tells a step that bytes are not a picture; trying again would not help. */
public final class UnreadableImageException extends NonRetryableException {

  private static final long serialVersionUID = 1L;

  UnreadableImageException(String message) {
    super(message);
  }
}
