package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.WorkflowDirectory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Begins a {@link Takeover} on the server that is to be killed, {@code POST
 * /api/benchmark/takeover/begin} with the time; ends it on the one that stays, {@code POST
 * /api/benchmark/takeover/end} with that time and the time of the kill. Times are milliseconds
 * since 1970.
 */
@WebServlet({TakeoverServlet.BEGIN, TakeoverServlet.END})
public class TakeoverServlet extends HttpServlet {

  static final String BEGIN = "/api/benchmark/takeover/begin";
  static final String END = "/api/benchmark/takeover/end";

  private static final long serialVersionUID = 1L;

  @Inject private transient @Nullable WorkflowDirectory directory;

  /** Makes the servlet; the container injects the rest. */
  public TakeoverServlet() {}

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String[] times = request.getReader().readLine().split(" ", -1);
    Takeover takeover = new Takeover(Objects.requireNonNull(directory), Long.parseLong(times[0]));
    response.setContentType("text/plain");
    try {
      if (request.getServletPath().equals(BEGIN)) {
        takeover.begin();
      } else {
        response.getWriter().println(takeover.end(Long.parseLong(times[1])));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServletException(e);
    }
  }
}
