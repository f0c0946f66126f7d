package dev.holdfast.ctl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Answers as it is told, the last answer again and again, and remembers what it was asked. */
final class FakeServer implements BeforeEachCallback, AfterEachCallback {

  /** Is an answer; one that breaks off announces more than it sends. */
  record Answer(int status, String type, String body, boolean breaksOff) {}

  /** Is a request, its login included. */
  record Asked(String call, String body, String login, String lastEventId) {}

  final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final HttpServer server;

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a call, such as {@code GET /nodes}, its query left out. */
  FakeServer on(String call, int status, String json) {
    return on(call, new Answer(status, "application/json", json, false));
  }

  FakeServer on(String call, Answer answer) {
    answers.computeIfAbsent(call, it -> new ArrayDeque<>()).add(answer);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/holdfast";
  }

  /** Runs a command against this server, as a user with a password. */
  Ran run(String... arguments) {
    return Ran.run(
        Map.of("HOLDFAST_SERVER", url(), "HOLDFAST_USER", "eve", "HOLDFAST_PASSWORD", "s3cret"),
        arguments);
  }

  List<String> calls() {
    return asked.stream().map(Asked::call).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath().replaceFirst("^/holdfast/api", "");
      String query = exchange.getRequestURI().getRawQuery();
      String call = exchange.getRequestMethod() + " " + path;
      asked.add(
          new Asked(
              query == null ? call : call + "?" + query,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              header(exchange, "Authorization"),
              header(exchange, "Last-Event-ID")));
      Deque<Answer> left = answers.getOrDefault(call, new ArrayDeque<>());
      Answer answer =
          left.isEmpty()
              ? new Answer(
                  404, "application/json", "{\"detail\":\"Nothing at " + path + "\"}", false)
              : left.size() > 1 ? left.remove() : left.getFirst();
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      long length = body.length == 0 ? -1 : body.length;
      exchange.sendResponseHeaders(answer.status(), answer.breaksOff() ? length + 1 : length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of("")).get(0);
  }
}
