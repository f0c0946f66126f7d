package dev.holdfast.web.problem;

import dev.holdfast.api.WorkflowException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/** Answers whatever else comes up, without telling what it was. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {

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
    return Outage.find(error).map(Outage::answer).orElseGet(() -> Incident.answer(error));
  }
}
