package dev.holdfast.ctl.http;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends requests to one server. */
public final class ApiClient {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int NO_CONTENT = 204;

  private final Target target;
  private final HttpClient http;

  /**
   * Makes a client; it connects at the first request.
   *
   * @param target the server, and who calls
   */
  public ApiClient(Target target) {
    this.target = target;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(target.timeout().compareTo(CONNECT) < 0 ? target.timeout() : CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * Reads something.
   *
   * @param path where
   * @return the answer
   * @throws CtlException when there is no good answer
   */
  public JsonObject get(ApiPath path) {
    return send("GET", path, null, Map.of());
  }

  /**
   * Changes something.
   *
   * @param method the method of HTTP
   * @param path where
   * @param body what to send; null for nothing
   * @return the answer; without members when it is empty
   * @throws CtlException when there is no good answer
   */
  public JsonObject send(String method, ApiPath path, @Nullable JsonValue body) {
    return send(method, path, body, Map.of());
  }

  /**
   * Changes something, with headers.
   *
   * @param method the method of HTTP
   * @param path where
   * @param body what to send; null for nothing
   * @param headers headers by name
   * @return the answer; without members when it is empty
   * @throws CtlException when there is no good answer
   */
  public JsonObject send(
      String method, ApiPath path, @Nullable JsonValue body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).timeout(target.timeout());
    headers.forEach(request::header);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    return answered(exchange(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
  }

  private JsonObject answered(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw Problem.of(answer.statusCode(), answer.body(), target.user());
    }
    return answer.body().isEmpty() ? JsonValue.EMPTY_JSON_OBJECT : parsed(answer.body());
  }

  /**
   * Sends a stream of any length.
   *
   * @param path where
   * @param type media type of the stream
   * @param stream the stream; read once, as it is sent
   * @return the answer
   * @throws CtlException when there is no good answer
   */
  public JsonObject upload(ApiPath path, String type, InputStream stream) {
    HttpRequest request =
        request(path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofInputStream(() -> stream))
            .build();
    return answered(exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a stream of any length.
   *
   * @param path where
   * @return the stream as it comes, to be closed
   * @throws CtlException when there is no good answer
   */
  public InputStream download(ApiPath path) {
    HttpResponse<InputStream> answer =
        exchange(request(path).build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() >= 300) {
      throw Problem.of(answer.statusCode(), text(answer.body()), target.user());
    }
    return answer.body();
  }

  /**
   * Follows a stream of events.
   *
   * @param path where
   * @param lastEventId id of the last event that is known; empty for none
   * @return the lines as they come, to be closed; empty when nothing is left to be streamed
   * @throws CtlException when there is no good answer
   */
  public Stream<String> follow(ApiPath path, String lastEventId) {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> answer = exchange(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() == NO_CONTENT) {
      return Stream.empty();
    }
    if (answer.statusCode() >= 300) {
      throw Problem.of(answer.statusCode(), text(answer.body()), target.user());
    }
    return Lines.of(answer.body());
  }

  private HttpRequest.Builder request(ApiPath path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.server() + "/api" + path))
            .header("User-Agent", "workflowctl");
    if (!target.user().isEmpty()) {
      String login = target.user() + ":" + target.password();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (HttpConnectTimeoutException e) {
      throw unreachable("nobody answers at that address", e);
    } catch (HttpTimeoutException e) {
      throw unreachable(
          "it has not answered within %d seconds".formatted(target.timeout().toSeconds()), e);
    } catch (ConnectException e) {
      throw unreachable(
          isUnknownHost(e)
              ? "host '%s' is not known".formatted(request.uri().getHost())
              : "nothing listens there",
          e);
    } catch (IOException e) {
      throw unreachable(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("it was interrupted", e);
    }
  }

  private static boolean isUnknownHost(Throwable error) {
    @Nullable Throwable cause = error.getCause();
    return error instanceof UnresolvedAddressException || (cause != null && isUnknownHost(cause));
  }

  private CtlException unreachable(String why, Exception cause) {
    return new CtlException(
        ExitCode.UNREACHABLE,
        "Server %s cannot be reached: %s. Check --server, HOLDFAST_SERVER or the profile."
            .formatted(target.server(), why),
        cause);
  }

  private JsonObject parsed(String body) {
    try {
      if (Json.parse(body) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException e) {
      // Reported below, as any other answer that is not ours.
    }
    throw new CtlException(
        ExitCode.SERVER,
        "What answers at %s is not Holdfast: name the application, such as http://host:8080/holdfast."
            .formatted(target.server()));
  }

  private static String text(InputStream body) {
    try (body) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
