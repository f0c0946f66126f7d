package dev.holdfast.samples.kitchen;

import dev.holdfast.api.Blob;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is what the body of a scripted step does, in this order: records its effect, spends its time,
 * fails or returns its result. So a row among the effects tells that a body has begun, and a second
 * one with the same attempt that a crash has repeated it.
 *
 * <p>The first {@code failTimes} attempts fail, counted by the attempt's number so that a crash
 * does not start over; without it an {@code error} or {@code errorType} makes every attempt fail.
 */
record ScriptedBody(
    Optional<String> effect,
    Duration takes,
    int failTimes,
    String error,
    boolean retryable,
    @Nullable Object result) {

  private static final List<String> RESULTS = List.of("result", "resultBytes", "blobBytes");
  private static final int MOST_BYTES = 1 << 27;
  private static final String ERROR = "The script made the attempt fail";

  static ScriptedBody read(ScriptObject object) {
    boolean fails = object.has("error") || object.has("errorType");
    return new ScriptedBody(
        object.optionalText("effect"),
        object.optionalDuration("takes").orElse(Duration.ZERO),
        object.optionalWhole("failTimes", Integer.MAX_VALUE).orElse(fails ? Integer.MAX_VALUE : 0),
        object.optionalText("error").orElse(ERROR),
        isRetryable(object),
        result(object));
  }

  private static boolean isRetryable(ScriptObject object) {
    String type = object.optionalText("errorType").orElse("retryable");
    if (!type.equals("retryable") && !type.equals("nonRetryable")) {
      throw object.malformed(
          "errorType", "must be retryable or nonRetryable, was " + JsonTree.shown(type));
    }
    return type.equals("retryable");
  }

  private static @Nullable Object result(ScriptObject object) {
    List<String> given = RESULTS.stream().filter(object::has).toList();
    if (given.size() > 1) {
      throw object.malformed(given.get(1), "cannot be given together with " + given.get(0));
    }
    return switch (given.isEmpty() ? "" : given.get(0)) {
      case "result" -> object.value("result");
      case "resultBytes" -> new Filler(object.whole("resultBytes", MOST_BYTES));
      case "blobBytes" -> new BlobFiller(object.whole("blobBytes", Integer.MAX_VALUE));
      default -> null;
    };
  }

  /**
   * Does it.
   *
   * @param inTransaction whether the effect is to be part of the transaction of the step
   */
  @Nullable Object run(StepContext context, Frame frame, boolean inTransaction)
      throws InterruptedException {
    effect.ifPresent(key -> frame.effects().record(frame.text(key), context, inTransaction));
    if (!takes.isZero()) {
      Thread.sleep(takes.toMillis());
    }
    if (context.attempt() <= failTimes) {
      String message = frame.text(error);
      throw retryable ? new ScriptFailure(message) : new NonRetryableException(message);
    }
    if (result instanceof BlobFiller filler) {
      return Blob.of(new CountingStream(filler.length()));
    }
    return result instanceof Filler filler ? filler.text() : frame.value(result);
  }

  /** Is a blob of a length, which is read and never held. */
  private record BlobFiller(int length) {}

  /** Is a text of a length, made only when it is wanted. */
  private record Filler(int length) {

    String text() {
      return "x".repeat(length);
    }
  }
}
