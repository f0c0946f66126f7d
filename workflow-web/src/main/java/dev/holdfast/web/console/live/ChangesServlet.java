package dev.holdfast.web.console.live;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.LogSelection;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.LogPositions;
import dev.holdfast.web.console.ConsoleEngine;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Tells an open page that what it shows has changed, by server-sent events; the page then asks for
 * it as usual. With {@code workflow} and {@code id} it is about an instance, with {@code workflow}
 * alone about the numbers of its instances, without both about all numbers. No thread is held in
 * between. After ten minutes a stream ends and the browser comes back, if its login still holds.
 */
@WebServlet(urlPatterns = "/console/changes", asyncSupported = true)
public class ChangesServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Duration LIFE = Duration.ofMinutes(10);

  /** By how much the clocks of server and database may differ; to be told twice does no harm. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  @Inject private transient ConsoleEngine engine;
  @Inject private transient NumberWatch watch;
  @Inject private transient OpenStreams open;

  /** Makes the servlet; the container injects the rest. */
  public ChangesServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String workflow = parameter(request, "workflow");
    String id = parameter(request, "id");
    if (!open.hasRoom()) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (id.isEmpty()) {
      watch.add(
          begin(request, response), workflow.isEmpty() ? Numbers.ofAll() : Numbers.of(workflow));
    } else {
      follow(new InstanceKey(workflow, id), request, response);
    }
  }

  private void follow(InstanceKey key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (engine.instances().find(key).isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ChangeStream stream = begin(request, response);
    long now = LogPositions.at(InstantSource.system().instant().minus(SLACK));
    try {
      engine.instances().subscribe(key, LogSelection.after(now), new InstanceChanges(stream));
    } catch (InstanceNotFoundException e) { // deleted at this very moment
      stream.ended();
    }
  }

  private ChangeStream begin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // or a proxy may keep it for itself
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(LIFE.toMillis());
    ChangeStream stream = new ChangeStream(context);
    open.add(stream);
    return stream;
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }
}
