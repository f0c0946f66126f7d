package dev.holdfast.samples.bucket;

import java.io.IOException;

/** Tells a step that nothing is kept under a key; it may appear later, so it is worth a retry. */
public final class ObjectNotFoundException extends IOException {

  private static final long serialVersionUID = 1L;

  ObjectNotFoundException(String key) {
    super("Nothing is kept in the bucket under '%s'.".formatted(key));
  }
}
