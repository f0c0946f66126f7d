package dev.holdfast.web.problem;

import dev.holdfast.web.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Is the error page: answers what the server refuses before the request reaches a resource, such as
 * a missing login. People get a page, programs a problem document.
 */
public class ProblemServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = problem(request);
    response.setStatus(problem.type().status());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (ErrorPage.isFor(request)) {
      new ErrorPage(problem, request.getContextPath()).writeTo(response);
    } else {
      response.setContentType(Problem.MEDIA_TYPE);
      response.getOutputStream().write(Json.bytes(problem.toJson()));
    }
  }

  private static Problem problem(HttpServletRequest request) {
    // Nothing is set when somebody asks for the page itself.
    if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
      return Problem.of(ProblemType.PATH_NOT_FOUND, "There is nothing at this path.");
    }
    ProblemType type = ProblemType.ofStatus(status);
    return switch (type) {
      case INTERNAL -> unexpected(error(request, status));
      case LOGIN_REQUIRED -> Problem.of(type, "Nobody is logged in: send user and password.");
      case ACCESS_DENIED -> Problem.of(type, "The caller's roles do not allow this request.");
      case LOGIN_THROTTLED ->
          Problem.of(type, "Too many logins have failed: wait as long as Retry-After says.");
      case PATH_NOT_FOUND -> Problem.of(type, "There is nothing at this path.");
      default -> Problem.of(type, "The server refused the request: HTTP %d.".formatted(status));
    };
  }

  private static Problem unexpected(Throwable error) {
    return Outage.find(error).map(Outage::report).orElseGet(() -> Incident.report(error));
  }

  private static Throwable error(HttpServletRequest request, int status) {
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable error
        ? error
        : new IllegalStateException("The server answered HTTP " + status);
  }
}
