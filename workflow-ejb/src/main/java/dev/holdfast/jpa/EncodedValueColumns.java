package dev.holdfast.jpa;

import dev.holdfast.engine.model.EncodedValue;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Maps an encoded value to three columns. */
@Embeddable
class EncodedValueColumns {

  private String codec = "";
  private String type = "";
  private String data = "";

  protected EncodedValueColumns() {}

  static @Nullable EncodedValue toValue(@Nullable EncodedValueColumns columns) {
    return columns == null ? null : new EncodedValue(columns.codec, columns.type, columns.data);
  }
}
