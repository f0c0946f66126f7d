package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.benchmark.workload.Clients;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a workload inside the server and answers with its figures, or 204 when there are none:
 * {@code POST /benchmark}, with the line of a {@link Request}.
 */
@WebServlet("/api/benchmark")
public class BenchmarkServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient @Nullable WorkflowDirectory directory;
  @Resource private transient @Nullable ManagedThreadFactory threads;

  /** Makes the servlet; the container injects the rest. */
  public BenchmarkServlet() {}

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Request benchmark = Request.parse(request.getReader().readLine());
    try {
      Optional<Figures> figures =
          benchmark.perform(
              new HoldfastSubject(Objects.requireNonNull(directory)),
              new Clients(Objects.requireNonNull(threads)));
      if (figures.isEmpty()) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return;
      }
      response.setContentType("text/plain");
      response.getWriter().println(figures.get());
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
