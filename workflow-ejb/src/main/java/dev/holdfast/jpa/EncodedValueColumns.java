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

  static @Nullable EncodedValueColumns of(@Nullable EncodedValue value) {
    if (value == null) {
      return null;
    }
    EncodedValueColumns columns = new EncodedValueColumns();
    columns.codec = value.codec();
    columns.type = value.type();
    columns.data = value.data();
    return columns;
  }

  static @Nullable EncodedValue toValue(@Nullable EncodedValueColumns columns) {
    return columns == null ? null : new EncodedValue(columns.codec, columns.type, columns.data);
  }
}
