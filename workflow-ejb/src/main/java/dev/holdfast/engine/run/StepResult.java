package dev.holdfast.engine.run;

import dev.holdfast.api.Blob;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.StepResultNotSerializableException;
import dev.holdfast.api.StepResultTooLargeException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UndecodableException;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Encodes what a body returned and decodes it again, and says why that is not possible. */
final class StepResult {

  private StepResult() {}

  static EncodedValue encode(
      PayloadCodec codec,
      ClassLoader loader,
      StepKey key,
      @Nullable Object value,
      @Nullable Type type) {
    try {
      EncodedValue encoded = type == null ? codec.encode(value) : codec.encode(value, type);
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

  /**
   * Returns the value that the code gets.
   *
   * @throws UndecodableException when what is stored does not fit the type
   */
  static @Nullable Object of(Run run, StepRecord step, @Nullable Type type) {
    @Nullable EncodedValue value = step.result();
    Optional<LargeValue> large = LargeValue.of(value);
    if (large.isPresent()) {
      if (large.get().isBlob()) {
        requireBlob(type);
        return run.blobs().find(step, large.get());
      }
      value = run.blobs().read(step, large.get());
      if (value == null) {
        throw new UndecodableException("Some of its chunks are missing", null);
      }
    }
    return decode(run.services().ports().codec(), run.definition().loader(), value, type);
  }

  private static void requireBlob(@Nullable Type type) {
    if (type != null && !(type instanceof Class<?> wanted && wanted.isAssignableFrom(Blob.class))) {
      throw new UndecodableException(
          "It is a blob, which cannot be read as " + type.getTypeName(), null);
    }
  }

  private static @Nullable Object decode(
      PayloadCodec codec, ClassLoader loader, @Nullable EncodedValue value, @Nullable Type type) {
    if (value == null) {
      return null;
    }
    return type == null ? codec.decode(value, loader) : codec.decode(value, type);
  }

  static NotStorable tooLarge(StepKey key, long size, long limit) {
    return tooLarge(
        "The result of step '%s' has %d bytes, the limit is %d: return a reference to data kept elsewhere, or use the largeResult option."
            .formatted(key.shown(), size, limit));
  }

  static NotStorable noRoom(StepKey key, InstanceKey instance, long limit) {
    return tooLarge(
        "With the result of step '%s' instance %s would store more than its limit of %d bytes: return a reference to data kept elsewhere, or raise holdfast.limits.instance-size."
            .formatted(key.shown(), instance, limit));
  }

  private static NotStorable tooLarge(String message) {
    return new NotStorable(
        Failures.ofEngine(
            StepResultTooLargeException.class, StepResultTooLargeException.CODE, message));
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
