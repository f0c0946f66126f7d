package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.holdfast.HttpSubject;
import dev.holdfast.benchmark.workload.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Asks the benchmark inside a Holdfast for work, over HTTP. Thread-safe. */
final class HoldfastClient {

  /** What every server takes for the password of its user {@code starter}. */
  static final String PASSWORD = "benchmark";

  private static final Duration WORK_LIMIT = Duration.ofMinutes(15);
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("starter:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  /** Payara ends an HTTP/2 connection that is silent for half a minute. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;

  /** Talks to the server that listens there, on this machine. */
  HoldfastClient(int port) {
    this.port = port;
  }

  /** Tells whether the server answers that the application can work. */
  boolean isReady() throws InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(uri("/api/health/ready")).build();
    try {
      return http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the server as it is seen over HTTP. */
  Subject subject() {
    return new HttpSubject(uri("/api/"), LOGIN);
  }

  /**
   * Posts a line to a path of the application; returns the answer when all of it is done, an empty
   * one when the application has none.
   */
  String post(String path, String line) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(uri(path))
            .timeout(WORK_LIMIT)
            .header("Authorization", LOGIN)
            .POST(HttpRequest.BodyPublishers.ofString(line))
            .build();
    HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 204) {
      throw new IOException(
          "POST %s of '%s': HTTP %d: %s".formatted(path, line, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/holdfast" + path);
  }
}
