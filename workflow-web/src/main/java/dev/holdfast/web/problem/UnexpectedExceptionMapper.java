package dev.holdfast.web.problem;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.JournalUnavailableException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers whatever else comes up, without telling what it was. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {

  /** Nothing wraps an error more often; causes that go round in a circle end here. */
  private static final int MAX_CAUSES = 16;

  @Context private Providers providers;
  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Override
  public Response toResponse(Throwable error) {
    if (error instanceof EJBAccessException) {
      return Problem.at(
              security.getUserPrincipal() == null
                  ? ProblemType.LOGIN_REQUIRED
                  : ProblemType.ACCESS_DENIED,
              "This needs another role: log in as somebody else.",
              uri.getPathParameters())
          .toResponse();
    }
    // A bean of the EJB container hands on what it threw in a wrapping.
    if (error instanceof EJBException && error.getCause() instanceof WorkflowException inner) {
      return providers.getExceptionMapper(WorkflowException.class).toResponse(inner);
    }
    // Whoever calls deep within a bean hears of the database in as many wrappings.
    return find(error, JournalUnavailableException.class)
        .map(Outage::answer)
        .orElseGet(() -> Incident.answer(error));
  }

  private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
    return Stream.<@Nullable Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
