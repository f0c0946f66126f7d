package dev.holdfast.web.problem;

import dev.holdfast.api.LimitExceededException;
import dev.holdfast.api.WorkflowException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the errors that callers are meant to see. */
@Provider
public class WorkflowExceptionMapper implements ExceptionMapper<WorkflowException> {

  /** When to try again what is too much at present and does not say it by itself. */
  private static final Duration SOON = Duration.ofSeconds(1);

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Override
  public Response toResponse(WorkflowException error) {
    Optional<ProblemType> type = ProblemType.ofCode(error.code()).map(this::loginFirst);
    if (type.isEmpty()) {
      return Incident.answer(error);
    }
    @Nullable String message = error.getMessage();
    Problem problem =
        Problem.at(type.get(), Objects.requireNonNullElse(message, ""), uri.getPathParameters());
    if (error instanceof LimitExceededException limit) {
      return problem.toResponse(limit.retryAfter());
    }
    boolean maySucceedSoon = type.get().status() == Status.TOO_MANY_REQUESTS.getStatusCode();
    return maySucceedSoon ? problem.toResponse(SOON) : problem.toResponse();
  }

  /** Tells a caller whom nobody knows something else than one who lacks a role. */
  private ProblemType loginFirst(ProblemType type) {
    return type == ProblemType.ACCESS_DENIED && security.getUserPrincipal() == null
        ? ProblemType.LOGIN_REQUIRED
        : type;
  }
}
