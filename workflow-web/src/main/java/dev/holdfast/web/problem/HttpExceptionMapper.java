package dev.holdfast.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Answers the errors that the platform finds itself: unknown paths, wrong methods and the like. */
@Provider
public class HttpExceptionMapper implements ExceptionMapper<WebApplicationException> {

  @Context private UriInfo uri;
  @Context private Request request;

  @Override
  public Response toResponse(WebApplicationException error) {
    Response found = error.getResponse();
    if (found.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
      return found;
    }
    ProblemType type = ProblemType.ofStatus(found.getStatus());
    if (type == ProblemType.INTERNAL) {
      return Incident.answer(error);
    }
    Response answer = Problem.at(type, detail(type, found), uri.getPathParameters()).toResponse();
    @Nullable Object allow = found.getHeaders().getFirst(HttpHeaders.ALLOW);
    return Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  private String detail(ProblemType type, Response found) {
    String path = "/" + uri.getPath();
    return switch (type) {
      case PATH_NOT_FOUND -> "There is nothing at '%s': look for a misspelt path.".formatted(path);
      case METHOD_NOT_ALLOWED ->
          "'%s' does not know %s: it knows %s."
              .formatted(path, request.getMethod(), String.join(", ", found.getAllowedMethods()));
      case NOT_ACCEPTABLE -> "The answer is application/json: accept that.";
      case LOGIN_REQUIRED -> "'%s' answers users only: log in.".formatted(path);
      case ACCESS_DENIED -> "%s '%s' needs another role.".formatted(request.getMethod(), path);
      default ->
          "The request to '%s' was refused by the server: HTTP %d."
              .formatted(path, found.getStatus());
    };
  }
}
