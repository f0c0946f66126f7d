package dev.holdfast.web.instance;

import dev.holdfast.api.InstanceNotFoundException;
import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogSelection;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.web.openapi.Problems;
import dev.holdfast.web.problem.ProblemType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;

/**
 * Streams the log of an instance that is known to exist: what is wrong with the request is found
 * before, while it can still be answered with a problem document.
 */
public final class LogStream {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstanceService instances;
  private final LogStreams streams;
  private final InstanceKey key;
  private final LogSelection selection;

  LogStream(
      InstanceService instances, LogStreams streams, InstanceKey key, LogSelection selection) {
    this.instances = instances;
    this.streams = streams;
    this.key = key;
    this.selection = selection;
  }

  /**
   * Tells whether there is nothing to stream and never will be, unless the instance is restarted. A
   * client that has seen nothing yet is answered by a stream in any case.
   */
  boolean isOver() {
    if (selection.cursor() == 0 || !instances.get(key).status().isTerminal()) {
      return false;
    }
    long cursor = selection.cursor();
    List<LogEntry> page = instances.log(key, cursor);
    while (!page.isEmpty() && page.stream().noneMatch(selection::includes)) {
      cursor = page.get(page.size() - 1).eventId();
      page = instances.log(key, cursor);
    }
    return page.isEmpty();
  }

  /**
   * Follows the log.
   *
   * @param sink where to
   * @param sse makes the events
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ApiResponse(
      responseCode = "200",
      description = "the records, kept ones first, until the instance has ended",
      content =
          @Content(
              schema =
                  @Schema(
                      type = "string",
                      description = "server-sent events; the data of each is a LogEntryView")))
  @ApiResponse(responseCode = "204", description = "nothing is left to be streamed, now or later")
  @Problems({
    ProblemType.WORKFLOW_NOT_FOUND,
    ProblemType.INSTANCE_NOT_FOUND,
    ProblemType.STREAMS_FULL
  })
  public void follow(@Context SseEventSink sink, @Context Sse sse) {
    SseListener listener = new SseListener(sink, sse, PATIENCE);
    streams.opened(listener);
    listener.open();
    try {
      instances.subscribe(key, selection, listener);
    } catch (InstanceNotFoundException e) { // deleted at this very moment
      sink.close();
    }
  }
}
