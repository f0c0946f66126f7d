package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Talks to a server over HTTP. */
public final class RestClient {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Set<String> WORKING = Set.of("queued", "running"); // of jobs
  private static final Set<String> TERMINAL = Set.of("complete", "errored", "terminated");

  // Payara would keep each stream of HTTP/2 for as long as the connection lasts.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String login;

  RestClient(String url, String user, String password) {
    this.url = url;
    this.login =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Starts an instance. */
  public void start(String workflow, String id, String params) {
    String body = "{\"id\":\"" + id + "\",\"params\":" + params + "}";
    send(
        request("/workflows/" + workflow + "/instances")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Sends an event without a payload. */
  public void sendEvent(String workflow, String id, String type) {
    send(
        request("/workflows/" + workflow + "/instances/" + id + "/events/" + type)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** Returns an instance with its steps. */
  JsonObject details(String workflow, String id) {
    return get("/workflows/" + workflow + "/instances/" + id).asJsonObject();
  }

  /** Returns the status of an instance. */
  public String status(String workflow, String id) {
    return get("/workflows/" + workflow + "/instances/" + id + "/status")
        .asJsonObject()
        .getString("status");
  }

  /** Lists what the bodies of a kitchen-sink instance did, in order. */
  public List<RecordedEffect> effects(String id) {
    return get("/samples/effects?instance=" + id).asJsonArray().stream()
        .map(value -> RecordedEffect.of(value.asJsonObject()))
        .toList();
  }

  /** Waits until an instance has a status; another final one is a failure at once. */
  public void awaitStatus(String workflow, String id, String expected) {
    await(
        () -> {
          String status = status(workflow, id);
          if (TERMINAL.contains(status) && !status.equals(expected)) {
            throw new AssertionError("Expected %s: %s".formatted(expected, details(workflow, id)));
          }
          return status.equals(expected);
        });
  }

  /** Sends a file that begins a job, and returns the job's id. */
  String upload(String path, String type, Path file) throws FileNotFoundException {
    String answer =
        send(
            request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build());
    return parse(answer).asJsonObject().getString("job");
  }

  /** Begins a job with a request in JSON, and returns the job's id. */
  String job(String path, String body) {
    String answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    return parse(answer).asJsonObject().getString("job");
  }

  /** Returns a job. */
  JsonObject findJob(String id) {
    return get("/jobs/" + id).asJsonObject();
  }

  /** Waits until a job is over, so long at the most, and returns it. */
  JsonObject awaitJob(Duration limit, String id) {
    await(limit, () -> !WORKING.contains(findJob(id).getString("status")));
    return findJob(id);
  }

  /** Waits for a condition about the server. */
  public void await(Callable<Boolean> condition) {
    await(LIMIT, condition);
  }

  /** Waits for a condition about the server, so long at the most. */
  void await(Duration limit, Callable<Boolean> condition) {
    Awaitility.await().atMost(limit).pollDelay(Duration.ZERO).pollInterval(POLL).until(condition);
  }

  /** Returns what the server answers to a GET. */
  public JsonStructure get(String path) {
    return parse(send(request(path).build()));
  }

  /** Returns whatever the server answers to a GET. */
  String read(String path) {
    return send(request(path).build());
  }

  private static JsonStructure parse(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.read();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", login);
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode())
          .as("%s %s: %s", request.method(), request.uri(), response.body())
          .isBetween(200, 299);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The test was interrupted", e);
    }
  }
}
