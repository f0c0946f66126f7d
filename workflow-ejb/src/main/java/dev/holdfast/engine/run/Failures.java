package dev.holdfast.engine.run;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.NonRetryableException;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.model.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what code throws into what is recorded. */
final class Failures {

  /** Stack traces are cut here, in characters; a recursion gone wrong has thousands of lines. */
  private static final int LONGEST_TRACE = 16_000;

  private Failures() {}

  static Failure of(Throwable thrown) {
    if (thrown instanceof StepFailedException step) {
      return new Failure(
          new ErrorInfo(step.errorName(), message(step), step.code()), types(thrown));
    }
    @Nullable String code = thrown instanceof WorkflowException coded ? coded.code() : null;
    return new Failure(new ErrorInfo(name(thrown), message(thrown), code), types(thrown));
  }

  static Failure ofEngine(Class<? extends Throwable> type, String code, String message) {
    return new Failure(new ErrorInfo(type.getSimpleName(), message, code), List.of(type.getName()));
  }

  /** Returns the exception that forbids another attempt, wherever it is in the chain of causes. */
  static Optional<NonRetryableException> nonRetryable(Throwable thrown) {
    @Nullable Throwable next = thrown;
    for (int depth = 0; next != null && depth < 100; depth++) {
      if (next instanceof NonRetryableException found) {
        return Optional.of(found);
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= LONGEST_TRACE
        ? text.toString()
        : text.getBuffer().substring(0, LONGEST_TRACE) + "\n… cut";
  }

  private static String name(Throwable thrown) {
    Class<?> type = thrown.getClass();
    while (type.getSimpleName().isEmpty() && type.getSuperclass() != null) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? "" : message;
  }

  private static List<String> types(Throwable thrown) {
    List<String> names = new ArrayList<>();
    for (Class<?> type = thrown.getClass(); type != Object.class; type = type.getSuperclass()) {
      names.add(type.getName());
    }
    return names;
  }
}
