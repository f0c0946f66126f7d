package dev.holdfast.web.instance;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends the records of a log to a client, each as an event whose id is where to go on. A thread is
 * held only until the client has taken an event, or is given up because it does not.
 */
public final class SseListener implements LogListener {

  private final SseEventSink sink;
  private final Sse sse;
  private final Duration patience;
  private long latest;

  /**
   * Begins to listen on behalf of a client.
   *
   * @param sink where to
   * @param sse makes the events
   * @param patience how long the client may take for an event
   */
  SseListener(SseEventSink sink, Sse sse, Duration patience) {
    this.sink = sink;
    this.sse = sse;
    this.patience = patience;
  }

  /** Sends a comment, so that the client knows at once that it is connected. */
  void open() {
    send(comment("open"));
  }

  @Override
  public void record(LogEntry entry) {
    latest = Math.max(latest, entry.eventId());
    send(
        sse.newEventBuilder()
            .id(Long.toString(latest))
            .data(String.class, LogEntryWriter.write(entry).toString())
            .build());
  }

  @Override
  public void idle() {
    send(comment("idle"));
  }

  @Override
  public void ended() {
    close();
  }

  @Override
  public boolean isDone() {
    return sink.isClosed();
  }

  /** Lets go of the client. A server that stops may have taken the connection away before. */
  private void close() {
    try {
      sink.close();
    } catch (RuntimeException e) {
      // nothing is left to close
    }
  }

  private OutboundSseEvent comment(String text) {
    return sse.newEventBuilder().comment(text).build();
  }

  private void send(OutboundSseEvent event) {
    try {
      sink.send(event).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException
        | TimeoutException
        | IllegalStateException e) { // the client is gone, or does not listen
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
  }
}
