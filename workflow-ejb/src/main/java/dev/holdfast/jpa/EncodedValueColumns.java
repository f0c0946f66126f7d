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
    return columns == null ? null : value(columns.codec, columns.type, columns.data);
  }

  /** Makes a value of what the columns hold, decrypted; none when there is no codec. */
  static @Nullable EncodedValue value(@Nullable String codec, String type, String data) {
    return codec == null
        ? null
        : ValueCipher.present().decrypt(new EncodedValue(codec, type, data));
  }
}
