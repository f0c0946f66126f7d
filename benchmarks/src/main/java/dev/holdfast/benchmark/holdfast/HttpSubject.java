package dev.holdfast.benchmark.holdfast;

import dev.holdfast.benchmark.workload.Door;
import dev.holdfast.benchmark.workload.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;

/** Starts workflows, sends events and waits for ends over HTTP, from outside the server. */
public final class HttpSubject implements Subject {

  private static final String COMPLETE = "\"status\":\"complete\"";

  private final URI api;
  private final String login;

  /** Payara ends an HTTP/2 connection that is silent for half a minute. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Makes clients.
   *
   * @param api where Holdfast's HTTP interface is, with a slash at its end
   * @param login value of the header {@code Authorization} of someone who may start workflows
   */
  public HttpSubject(URI api, String login) {
    this.api = api;
    this.login = login;
  }

  @Override
  public Optional<Subject> through(Door door) {
    return door == Door.HTTP ? Optional.of(this) : Optional.empty();
  }

  @Override
  public Started start(Kind kind) throws IOException, InterruptedException {
    URI instances = api.resolve("workflows/" + HoldfastSubject.name(kind) + "/instances");
    String id = UUID.randomUUID().toString();
    call(post(instances, "{\"id\": \"" + id + "\"}"), 201);
    return new Instance(URI.create(instances + "/" + id));
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", login)
        .timeout(HoldfastSubject.PATIENCE);
  }

  private HttpRequest post(URI uri, String json) {
    return request(uri)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private String call(HttpRequest request, int expected) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(
          "%s %s: HTTP %d, expected %d: %s"
              .formatted(
                  request.method(), request.uri(), answer.statusCode(), expected, answer.body()));
    }
    return answer.body();
  }

  private final class Instance implements Started {

    private final URI uri;

    Instance(URI uri) {
      this.uri = uri;
    }

    @Override
    public void send() throws IOException, InterruptedException {
      call(post(URI.create(uri + "/events/" + Wait.EVENT), Wait.PAYLOAD), 202);
    }

    @Override
    public void awaitEnd() throws IOException, InterruptedException {
      String end = call(request(URI.create(uri + "/end?within=60s")).GET().build(), 200);
      if (!end.contains(COMPLETE)) {
        throw new IOException("The instance at " + uri + " is not complete: " + end);
      }
    }
  }
}
