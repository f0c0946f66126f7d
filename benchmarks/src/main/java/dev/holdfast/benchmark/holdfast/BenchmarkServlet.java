package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.benchmark.workload.Clients;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.benchmark.workload.Workload.Size;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs a workload inside the server and answers with its figures: {@code POST
 * /benchmark?workload=W1&clients=64&seconds=20&events=2000&sleepers=20000}.
 */
@WebServlet("/benchmark")
public class BenchmarkServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient @Nullable WorkflowDirectory directory;
  @Resource private transient @Nullable ManagedThreadFactory threads;

  /** Makes the servlet; the container injects the rest. */
  public BenchmarkServlet() {}

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Workload workload = Workload.valueOf(request.getParameter("workload"));
    Size size =
        new Size(
            number(request, "clients"),
            number(request, "seconds"),
            number(request, "events"),
            number(request, "sleepers"));
    try {
      Figures figures =
          workload.run(
              new HoldfastSubject(Objects.requireNonNull(directory)),
              new Clients(Objects.requireNonNull(threads)),
              size);
      response.setContentType("text/plain");
      response.getWriter().println(figures);
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static int number(HttpServletRequest request, String name) {
    return Integer.parseInt(request.getParameter(name));
  }
}
