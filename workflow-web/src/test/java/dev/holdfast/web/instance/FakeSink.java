package dev.holdfast.web.instance;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what is sent to a client. */
final class FakeSink implements SseEventSink {

  final List<OutboundSseEvent> sent = new ArrayList<>();
  boolean broken;
  boolean stuck;
  boolean taken;
  private boolean closed;

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<?> send(OutboundSseEvent event) {
    if (closed) {
      throw new IllegalStateException("The sink is closed");
    }
    sent.add(event);
    if (stuck) {
      return new CompletableFuture<>();
    }
    return broken
        ? CompletableFuture.failedFuture(new IOException("gone"))
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    closed = true;
    if (taken) {
      throw new IllegalStateException("The server has taken the connection away");
    }
  }
}
