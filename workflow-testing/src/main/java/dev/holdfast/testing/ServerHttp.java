package dev.holdfast.testing;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.PayloadCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Talks to the HTTP interface of a server as one user. Thread-safe. */
final class ServerHttp {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final String authorization;
  private final PayloadCodec codec;

  /**
   * Makes a client.
   *
   * @param base where the interface is, such as {@code http://127.0.0.1:8080/holdfast/api}
   * @param user name of the user
   * @param password its password
   * @param codec reads JSON
   */
  ServerHttp(URI base, String user, String password, PayloadCodec codec) {
    this.base = base.toString().replaceAll("/+$", "");
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.codec = codec;
  }

  /** Reads what is at a path; empty for 404. */
  Optional<Map<?, ?>> get(String path) {
    HttpResponse<String> answer = send("GET", path, null);
    return answer.statusCode() == 404 && isAbout("not_found", answer)
        ? Optional.empty()
        : Optional.of(tree(accepted(answer).body()));
  }

  void post(String path, String json) {
    accepted(send("POST", path, json));
  }

  void delete(String path) {
    accepted(send("DELETE", path, null));
  }

  /** Encodes a segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(String method, String path, @Nullable String json) {
    BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, body)
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + request.uri() + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
    }
  }

  /** Throws what the server has refused, under the code that it gives. */
  private HttpResponse<String> accepted(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return answer;
    }
    String request = answer.request().method() + " " + answer.request().uri();
    if (status == 404 && isAbout("path_not_found", answer)) {
      throw new IllegalStateException(
          request + ": there is nothing; start the server with holdfast.test-mode=true");
    }
    if (!isJson(answer)) {
      throw new IllegalStateException(request + " was answered by HTTP " + status);
    }
    Map<?, ?> problem = tree(answer.body());
    String code = String.valueOf(problem.get("code"));
    String detail = String.valueOf(problem.get("detail"));
    throw status == 400
        ? new InvalidRequestException(code, detail)
        : new WorkflowException(code, detail);
  }

  private boolean isAbout(String what, HttpResponse<String> answer) {
    return isJson(answer) && String.valueOf(tree(answer.body()).get("code")).endsWith(what);
  }

  private static boolean isJson(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").contains("json");
  }

  private Map<?, ?> tree(String json) {
    return (Map<?, ?>) Objects.requireNonNull(codec.decode(codec.fromJson(json), Object.class));
  }
}
