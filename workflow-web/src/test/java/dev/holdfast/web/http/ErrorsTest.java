package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.port.JournalUnavailableException;
import dev.holdfast.engine.port.NodeFencedException;
import dev.holdfast.web.json.RequestBody;
import io.restassured.http.Method;
import jakarta.ejb.EJBException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

  private static final String INSTANCES = "/workflows/order/instances";

  @RegisterExtension private final RestServer server = new RestServer();

  @ParameterizedTest // case 254
  @CsvSource({
    "GET, /workflows/other",
    "POST, /workflows/other/instances",
    "GET, /workflows/other/instances",
    "GET, /workflows/other/instances/a",
    "GET, /workflows/other/instances/a/status",
    "PATCH, /workflows/other/instances/a/status",
    "GET, /workflows/other/instances/a/steps/b",
    "POST, /workflows/other/instances/a/events/b"
  })
  void doesNotFindAnythingBelowAnUnknownWorkflow(Method method, String path) {
    server
        .request()
        .request(method, path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:holdfast:problem:workflow.not_found"))
        .body("status", equalTo(404))
        .body("code", equalTo("workflow.not_found"))
        .body("workflow", equalTo("other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/workflow", INSTANCES + "/a/nothing", "/health"})
  void answersAnUnknownPathWithAProblem(String path) {
    server
        .request()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("request.path_not_found"));
  }

  @ParameterizedTest
  @CsvSource({"PUT, /workflows", "DELETE, /workflows/order", "POST, /nodes", "PATCH, /health/live"})
  void answersAWrongMethodWithTheRightOnes(Method method, String path) {
    server
        .request()
        .request(method, path)
        .then()
        .statusCode(405)
        .header("Allow", containsString("GET"))
        .contentType("application/problem+json")
        .body("code", equalTo("request.method_not_allowed"))
        .body("detail", containsString(method.name()));
  }

  @Test
  void answersInJsonOnly() {
    server
        .request()
        .accept("text/html")
        .get("/workflows")
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream"})
  void takesNothingButJson(String type) {
    server
        .request()
        .contentType(type)
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post(INSTANCES)
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("code", equalTo("request.unsupported_media_type"));

    assertThat(server.instances.created).isEmpty();
  }

  @Test // case 262
  void saysWhereTheBodyIsNotJson() {
    server
        .request()
        .contentType("application/json")
        .body("{\n\"id\": }")
        .post(INSTANCES)
        .then()
        .statusCode(400)
        .body("code", equalTo("request.invalid"))
        .body("detail", containsString("line 2"));
    assertThat(server.instances.created).isEmpty();
  }

  @Test
  void refusesALargeBodyAlsoWhenItIsSentInChunks() throws IOException, InterruptedException {
    byte[] body = new byte[RequestBody.LIMIT_BYTES + 1];
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUri() + INSTANCES))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();

    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("payload.too_large");
  }

  @Test
  void tellsNothingOfWhatNobodyExpected() {
    server.expectIncident();
    server.instances.failure = new IllegalStateException("jdbc:secret at host db.internal");

    server
        .request()
        .get(INSTANCES + "/a")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("code", equalTo("internal"))
        .body("detail", matchesPattern(".*incident [0-9a-f]{16} in the log.*"))
        .body("detail", not(containsString("secret")));
  }

  @Test
  void asksToTryAgainWhenTheDatabaseIsOutOfReach() {
    server.instances.failure =
        new JournalUnavailableException(new SQLException("connection to db.internal refused"));

    server
        .request()
        .get(INSTANCES + "/a")
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .contentType("application/problem+json")
        .body("code", equalTo("journal.unavailable"))
        .body("detail", not(containsString("db.internal")));
  }

  static Stream<RuntimeException> hiddenOutages() {
    return Stream.of(
        new EJBException(
            new IllegalStateException(
                new JournalUnavailableException(new SQLException("connection refused")))),
        new NodeFencedException(7));
  }

  @ParameterizedTest
  @MethodSource("hiddenOutages")
  void findsTheOutageInTheWrappingOfABeanAndInLostLeases(RuntimeException failure) {
    server.instances.failure = failure;

    server
        .request()
        .get(INSTANCES + "/a")
        .then()
        .statusCode(503)
        .body("code", equalTo("journal.unavailable"));
  }

  @Test
  void tellsNothingOfACodeThatIsNotForCallers() {
    server.expectIncident();
    server.instances.failure = new WorkflowException("step.failed", "inner secret");

    server
        .request()
        .get(INSTANCES + "/a")
        .then()
        .statusCode(500)
        .body("code", equalTo("internal"))
        .body("detail", not(containsString("secret")));
  }
}
