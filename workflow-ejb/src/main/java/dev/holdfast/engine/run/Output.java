package dev.holdfast.engine.run;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Is what an instance ends with: a value, or a failure.
 *
 * @param value the encoded output; null for none
 * @param failure what ended the instance; null when it completed
 */
record Output(@Nullable EncodedValue value, @Nullable Failure failure) {

  static Output failed(@Nullable Failure failure) {
    return new Output(null, failure);
  }
}
