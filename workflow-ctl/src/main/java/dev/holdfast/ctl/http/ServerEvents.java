package dev.holdfast.ctl.http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows a stream of server-sent events, and goes on where it was when it has broken off. */
public final class ServerEvents {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PATIENCE = 30;

  private final ApiClient client;
  private final ApiPath path;
  private String lastId = "";
  private int breaks;

  /**
   * Makes one that has seen nothing yet.
   *
   * @param client the server
   * @param path where the stream is
   */
  public ServerEvents(ApiClient client, ApiPath path) {
    this.client = client;
    this.path = path;
  }

  /**
   * Hands the data of each event over until the server ends the stream; comes back when it breaks
   * off.
   *
   * @param consumer takes the data of an event
   * @throws CtlException when the server refuses, or cannot be reached for half a minute
   */
  public void readToTheEnd(Consumer<String> consumer) {
    while (!hasRead(consumer)) {
      pause();
    }
  }

  /**
   * Waits before the server is asked again.
   *
   * @throws CtlException when it has been asked in vain for half a minute
   */
  public void pause() {
    breaks++;
    if (breaks > PATIENCE) {
      throw new CtlException(
          ExitCode.UNREACHABLE, "The stream breaks off again and again: try later.");
    }
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CtlException(ExitCode.UNREACHABLE, "Interrupted.", e);
    }
  }

  private boolean hasRead(Consumer<String> consumer) {
    try (Stream<String> lines = client.follow(path, lastId)) {
      read(lines.iterator(), consumer);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    } catch (CtlException e) {
      // Not at the first time: then the address is wrong, more likely than the server being away.
      if (e.exitCode() != ExitCode.UNREACHABLE || lastId.isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  private void read(Iterator<String> lines, Consumer<String> consumer) {
    String id = lastId;
    StringBuilder data = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      } else if (line.isEmpty() && data.length() > 0) {
        consumer.accept(data.toString());
        data.setLength(0);
        lastId = id; // only now: one that was cut off comes again
        breaks = 0;
      }
    }
  }
}
