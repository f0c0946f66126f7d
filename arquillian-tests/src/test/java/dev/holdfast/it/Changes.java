package dev.holdfast.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Follows what an open page of the console is told. */
final class Changes implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final HttpURLConnection connection;
  private final BufferedReader lines;

  private Changes(HttpURLConnection connection) throws IOException {
    this.connection = connection;
    this.lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
  }

  /** Opens a stream as a viewer and waits until it has begun. */
  static Changes of(String query) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(Application.url() + "/console/changes" + query).toURL().openConnection();
    String login = "viewer:" + Application.password("viewer");
    connection.setRequestProperty(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    connection.setReadTimeout(PATIENCE_MILLIS);
    assertThat(connection.getContentType()).startsWith("text/event-stream");
    Changes changes = new Changes(connection);
    changes.awaitLine(": open");
    return changes;
  }

  /** Reads until a line comes, or fails when the stream ends or nothing comes. */
  void awaitLine(String expected) throws IOException {
    @Nullable String line = lines.readLine();
    while (line != null && !line.equals(expected)) {
      line = lines.readLine();
    }
    assertThat(line).isEqualTo(expected);
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
