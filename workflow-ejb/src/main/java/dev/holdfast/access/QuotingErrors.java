package dev.holdfast.access;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.StepResultNotSerializableException;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the errors in which the engine quotes payloads: those about values that do not fit. What
 * the code of applications says in its errors is theirs.
 */
final class QuotingErrors {

  private static final Set<String> CODES =
      Set.of(
          "params.invalid",
          "event.payload_unreadable",
          "step.result_unreadable",
          StepResultNotSerializableException.CODE,
          "workflow.output_not_serializable");

  private QuotingErrors() {}

  /** Tells whether errors with a code quote payloads. */
  static boolean have(@Nullable Object code) {
    return code != null && CODES.contains(code);
  }

  static @Nullable Failure hide(@Nullable Failure failure) {
    return failure == null || !have(failure.error().code()) ? failure : hidden(failure);
  }

  /** Hides the message, and the stack trace that begins with it. */
  static AttemptRecord hide(AttemptRecord attempt) {
    return have(attempt.failure().error().code())
        ? new AttemptRecord(
            attempt.stepSeq(),
            attempt.attempt(),
            attempt.startedAt(),
            attempt.endedAt(),
            hidden(attempt.failure()),
            EncodedValue.REDACTED,
            attempt.retryDelayMillis(),
            attempt.log())
        : attempt;
  }

  private static Failure hidden(Failure failure) {
    ErrorInfo error = failure.error();
    return new Failure(
        new ErrorInfo(error.name(), EncodedValue.REDACTED, error.code()), failure.types());
  }
}
