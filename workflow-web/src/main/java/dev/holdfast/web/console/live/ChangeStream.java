package dev.holdfast.web.console.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells one open page of changes, by server-sent events: {@code changed} or {@code ended}, without
 * any data. Thread-safe. What is sent in the life of a stream fits into the buffers of its
 * connection, so that nobody waits for a browser that does not read.
 */
final class ChangeStream implements AsyncListener {

  private static final System.Logger LOG = System.getLogger(ChangeStream.class.getName());

  private final AsyncContext context;
  private boolean done;

  /**
   * Begins to tell.
   *
   * @param context the answer, still empty
   * @throws IOException when the browser is gone
   */
  ChangeStream(AsyncContext context) throws IOException {
    this.context = context;
    context.addListener(this);
    write(": open\n\n");
  }

  /** Tells that something has changed. */
  void changed() {
    send("event: changed\ndata:\n\n");
  }

  /** Tells that nothing more will change. */
  void ended() {
    send("event: ended\ndata:\n\n");
    close();
  }

  /** Tells nothing, to find out whether the browser is still there. */
  void idle() {
    send(": idle\n\n");
  }

  /** Tells whether there is nobody to tell any more. */
  synchronized boolean isDone() {
    return done;
  }

  /** Ends the answer. */
  synchronized void close() {
    if (!done) {
      done = true;
      try {
        context.complete();
      } catch (IllegalStateException e) { // the server has ended it already
        LOG.log(System.Logger.Level.DEBUG, "A stream of changes was over", e);
      }
    }
  }

  private synchronized void send(String text) {
    if (done) {
      return;
    }
    try {
      write(text);
    } catch (IOException | IllegalStateException | UncheckedIOException e) { // the browser is gone
      close();
    }
  }

  private void write(String text) throws IOException {
    context.getResponse().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    context.getResponse().flushBuffer();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    gone();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // it is started once
  }

  private synchronized void gone() {
    done = true;
  }
}
