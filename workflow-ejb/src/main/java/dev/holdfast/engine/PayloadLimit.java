package dev.holdfast.engine;

import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.engine.model.EncodedValue;

/** Refuses payloads over the limit before anything is stored. */
final class PayloadLimit {

  private PayloadLimit() {}

  static void check(String what, EncodedValue value, int limitBytes) {
    int size = value.sizeInBytes();
    if (size > limitBytes) {
      throw new PayloadTooLargeException(
          "%s have %d bytes, the limit is %d: store the data elsewhere and pass a reference. (payload.too_large)"
              .formatted(what, size, limitBytes));
    }
  }
}
