package dev.holdfast.samples.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.api.NonRetryableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {

  private static final String ITEM =
      """
      {"id": "a", "name": "Oak Chair", "price": 49.90, "currency": "EUR", "unknown": true}\
      """;

  private final HttpSource source = new HttpSource();
  private final Map<String, String> received = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesItems() throws Exception {
    answer(200, "[" + ITEM + "]");

    List<SourceItem> items = source.fetch("http://" + host() + "/items?x=1");

    assertThat(items)
        .containsExactly(new SourceItem("a", "Oak Chair", new BigDecimal("49.90"), "EUR"));
    assertThat(received).containsEntry("query", "x=1").containsEntry("authorization", "none");
  }

  @Test
  void sendsTheUserOfTheAddress() throws Exception {
    answer(200, "[]");

    source.fetch("http://viewer:se%20cret@" + host() + "/items");

    assertThat(received).containsEntry("authorization", "Basic dmlld2VyOnNlIGNyZXQ=");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 404, 500, 503})
  void failsWithoutSuccess(int status) {
    answer(status, "no");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> source.fetch("http://viewer:secret@" + host() + "/items"))
        .withMessage("Fetch failed: /items answered " + status + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "[{}]", "no json", "null", ""})
  void failsOnAnAnswerThatIsNoListOfItems(String answer) {
    answer(200, answer);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> source.fetch("http://" + host() + "/items"))
        .withMessageContaining("no JSON list of items");
  }

  @Test
  void givesUpOnAnAnswerThatNoStepCouldKeep() {
    answer(200, "[" + " ".repeat(1 << 20) + "]");

    assertThatExceptionOfType(NonRetryableException.class)
        .isThrownBy(() -> source.fetch("http://" + host() + "/items"))
        .withMessageContaining("more than 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://host/x", "items", "http:///x", "http://a b/"})
  void givesUpOnWhatIsNoHttpAddress(String address) {
    assertThatExceptionOfType(NonRetryableException.class).isThrownBy(() -> source.fetch(address));
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(int status, String body) {
    server.createContext("/items", exchange -> answer(exchange, status, body));
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      received.put("query", String.valueOf(exchange.getRequestURI().getQuery()));
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      received.put("authorization", authorization == null ? "none" : authorization);
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
