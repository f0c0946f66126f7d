package dev.holdfast.samples.kitchen;

import dev.holdfast.api.ErrorInfo;
import dev.holdfast.api.StepFailedException;
import dev.holdfast.api.WorkflowException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows an error as the JSON object that scripts save: name, message, and code if it has one. */
final class ShownError {

  private ShownError() {}

  static Map<String, Object> of(Throwable thrown) {
    if (thrown instanceof StepFailedException step) {
      return of(step.error());
    }
    @Nullable String code = thrown instanceof WorkflowException coded ? coded.code() : null;
    String message = Objects.requireNonNullElse(thrown.getMessage(), "");
    return of(new ErrorInfo(thrown.getClass().getSimpleName(), message, code));
  }

  static Map<String, Object> of(ErrorInfo error) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", error.name());
    members.put("message", error.message());
    if (error.code() != null) {
      members.put("code", error.code());
    }
    return members;
  }
}
