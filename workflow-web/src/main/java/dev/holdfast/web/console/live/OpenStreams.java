package dev.holdfast.web.console.live;

import dev.holdfast.web.security.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the streams of changes that are open on this server, so that there are not too many.
 * Thread-safe.
 */
@ApplicationScoped
public class OpenStreams {

  private static final String SETTING = "holdfast.limits.streams";
  private static final int DEFAULT = 200;
  private static final int LARGEST = 10_000;

  private final int limit;
  private final Set<ChangeStream> open = ConcurrentHashMap.newKeySet();

  /** Begins without any, with the limit that the settings of the process give. */
  public OpenStreams() {
    this(Settings.ofProcess().whole(SETTING, DEFAULT, 1, LARGEST));
  }

  /**
   * Begins without any.
   *
   * @param limit how many there may be at a time
   */
  OpenStreams(int limit) {
    this.limit = limit;
  }

  /** Tells whether one more may be opened. */
  boolean hasRoom() {
    open.removeIf(ChangeStream::isDone);
    return open.size() < limit;
  }

  /**
   * Counts a stream until its page is gone.
   *
   * @param stream the stream
   */
  void add(ChangeStream stream) {
    open.add(stream);
  }

  /** Ends all streams, so that pages look for another server. */
  @PreDestroy
  public void close() {
    open.forEach(ChangeStream::close);
    open.clear();
  }
}
