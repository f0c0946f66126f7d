package dev.holdfast.engine.log;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns stored values into what viewers of a log see: trees of JSON. */
final class ShownValues {

  private final PayloadCodec codec;

  ShownValues(PayloadCodec codec) {
    this.codec = codec;
  }

  /** Shows a value; one that cannot be read any more is shown as it is stored. */
  @Nullable Object of(@Nullable EncodedValue value) {
    if (value == null) {
      return null;
    }
    Optional<LargeValue> large = LargeValue.of(value);
    if (large.isPresent()) {
      return large.get().shown();
    }
    try {
      return codec.show(value);
    } catch (UndecodableException e) {
      return value.data();
    }
  }

  /** Reads the data of a control record. */
  Map<String, @Nullable Object> members(@Nullable String json) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (json != null && of(codec.fromJson(json)) instanceof Map<?, ?> read) {
      read.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    return members;
  }
}
