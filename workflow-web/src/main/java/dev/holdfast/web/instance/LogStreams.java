package dev.holdfast.web.instance;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.web.security.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the streams that are open on this server, so that there are not too many: each looks into
 * the database every second. Thread-safe.
 */
@ApplicationScoped
public class LogStreams {

  private static final String SETTING = "holdfast.limits.streams";
  private static final int DEFAULT = 200;
  private static final int LARGEST = 10_000;

  private final int limit;
  private final Set<SseListener> open = ConcurrentHashMap.newKeySet();

  /** Begins without any, with the limit that the settings of the process give. */
  public LogStreams() {
    this(Settings.ofProcess().whole(SETTING, DEFAULT, 1, LARGEST));
  }

  /**
   * Begins without any.
   *
   * @param limit how many there may be at a time
   */
  public LogStreams(int limit) {
    this.limit = limit;
  }

  /**
   * Lets a setting that is not understood stop the start.
   *
   * @param event of no interest
   */
  public void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

  /**
   * Checks whether one more may be opened. Some that are opened at the very same time may go
   * unnoticed.
   *
   * @throws WorkflowException {@code streams.full} when there are as many as there may be
   */
  public void requireRoom() {
    open.removeIf(SseListener::isDone);
    if (open.size() >= limit) {
      throw new WorkflowException(
          "streams.full",
          "This server streams %d event logs, as many as %s allows: close one, try again later, or raise the limit."
              .formatted(open.size(), SETTING));
    }
  }

  /**
   * Counts a stream until its client is gone.
   *
   * @param stream the stream
   */
  public void opened(SseListener stream) {
    open.add(stream);
  }

  /** Ends all streams, so that clients look for another server. */
  @PreDestroy
  public void close() {
    open.forEach(SseListener::ended);
    open.clear();
  }
}
