package dev.holdfast.web.problem;

import dev.holdfast.api.LimitExceededException;
import dev.holdfast.api.WorkflowException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the errors that callers are meant to see. */
@Provider
public class WorkflowExceptionMapper implements ExceptionMapper<WorkflowException> {

  @Context private UriInfo uri;

  @Override
  public Response toResponse(WorkflowException error) {
    Optional<ProblemType> type = ProblemType.ofCode(error.code());
    if (type.isEmpty()) {
      return Incident.answer(error);
    }
    @Nullable String message = error.getMessage();
    Problem problem =
        Problem.at(type.get(), Objects.requireNonNullElse(message, ""), uri.getPathParameters());
    return error instanceof LimitExceededException limit
        ? problem.toResponse(limit.retryAfter())
        : problem.toResponse();
  }
}
