package dev.holdfast.engine.run;

import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepResultNotSerializableException;
import dev.holdfast.api.StepResultTooLargeException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Encodes what a body returned, and says why that is not possible. */
final class StepResult {

  private StepResult() {}

  static EncodedValue encode(
      RunServices services,
      ClassLoader loader,
      StepKey key,
      @Nullable Object value,
      @Nullable Type type) {
    PayloadCodec codec = services.ports().codec();
    try {
      EncodedValue encoded = type == null ? codec.encode(value) : codec.encode(value, type);
      int limit = services.settings().limits().resultBytes();
      int size = encoded.sizeInBytes();
      if (size > limit) {
        throw new NotStorable(
            Failures.ofEngine(
                StepResultTooLargeException.class,
                StepResultTooLargeException.CODE,
                "The result of step '%s' has %d bytes, the limit is %d: return a reference to data kept elsewhere, or use the largeResult option."
                    .formatted(key.shown(), size, limit)));
      }
      decode(codec, loader, encoded, type);
      return encoded;
    } catch (UnencodableException e) {
      throw new NotStorable(
          e.isTypeUnknown()
              ? Failures.ofEngine(
                  StepFailedException.class,
                  "step.type_unknown",
                  "Step '%s': %s".formatted(key.shown(), e.getMessage()))
              : notSerializable(key, e.getMessage()));
    } catch (UndecodableException e) {
      throw new NotStorable(notSerializable(key, e.getMessage()));
    }
  }

  static @Nullable Object decode(
      PayloadCodec codec, ClassLoader loader, @Nullable EncodedValue value, @Nullable Type type) {
    if (value == null) {
      return null;
    }
    return type == null ? codec.decode(value, loader) : codec.decode(value, type);
  }

  private static Failure notSerializable(StepKey key, @Nullable String why) {
    return Failures.ofEngine(
        StepResultNotSerializableException.class,
        StepResultNotSerializableException.CODE,
        "Step '%s': %s".formatted(key.shown(), Objects.requireNonNullElse(why, "")));
  }

  /** Says that a result cannot be stored; ends the step. */
  static final class NotStorable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    NotStorable(Failure failure) {
      super(failure.error().message());
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }
}
