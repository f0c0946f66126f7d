package dev.holdfast.it;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;

/**
 * Says the usual requests to the HTTP interface in short. What has types of the HTTP client in its
 * signature is here and not in the contracts: the server, which lacks them, looks at those.
 */
public final class Http {

  private Http() {}

  /** Returns the path of an instance of the kitchen sink. */
  static String instance(String id) {
    return "/workflows/kitchen-sink/instances/" + id;
  }

  /** Creates an instance that performs a script, with single quotes for double ones. */
  public static String create(String script) {
    String id = Kitchen.newId();
    post("starter", "/workflows/kitchen-sink/instances", body(id, script)).then().statusCode(201);
    return id;
  }

  /** Returns the body that creates an instance. */
  static String body(String id, String script) {
    return "{'id':'%s','params':{'script':%s}}".formatted(id, script);
  }

  static Response post(String user, String path, String json) {
    return Application.as(user).contentType(JSON).body(json.replace('\'', '"')).post(path);
  }

  static Response patch(String user, String path, String action) {
    return Application.as(user)
        .contentType(JSON)
        .body("{\"action\":\"" + action + "\"}")
        .patch(path);
  }

  static Response get(String path) {
    return Application.as("viewer").get(path);
  }

  static Response sendEvent(String id, String type, String eventId, String json) {
    return Application.as("starter")
        .header("Idempotency-Key", eventId)
        .contentType(JSON)
        .body(json)
        .post(instance(id) + "/events/" + type);
  }

  /** Tries to read with a password that may be wrong. */
  static Response guess(String user, String password) {
    return Application.anonymous().auth().preemptive().basic(user, password).get("/workflows");
  }

  /**
   * Sends a request that changes nothing, because what it is about does not exist and its body is
   * no JSON.
   *
   * @return the status of the answer
   */
  static int ask(String user, String method, String path) {
    RequestSpecification request =
        user.equals("nobody") ? Application.anonymous() : Application.as(user);
    if (method.equals("POST") || method.equals("PATCH")) {
      request.contentType(JSON).body("{");
    }
    return request.request(method, path.replaceAll("\\{\\w+}", "it-none")).statusCode();
  }

  /** Sends a body as it is. */
  static Response bytes(String user, String path, byte[] body) {
    return Application.as(user).contentType("application/json").body(body).post(path);
  }

  /** Makes sure that an answer is data, which no browser takes for a page. */
  static void assertData(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).matches("application/(problem\\+)?json.*");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  /** Makes sure that a request was refused as one that breaks a rule. */
  static void assertRefused(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  /** Makes sure that a request is answered within seconds, by whatever is not a failure. */
  static void assertSoon(String path, String json) {
    Instant begin = Instant.now();
    Response answer = post("starter", path, json);
    assertThat(answer.statusCode()).as(answer.asString()).isLessThan(500);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  /** Lists instances whose id has a text in it, oldest first. */
  static Response page(String text, int limit, String cursor) {
    return Application.as("viewer")
        .queryParam("q", text)
        .queryParam("order", "asc")
        .queryParam("limit", limit)
        .queryParam("cursor", cursor)
        .get("/workflows/kitchen-sink/instances");
  }

  static Response status(String id) {
    return Application.as("viewer").get(instance(id) + "/status");
  }

  /** Waits for the status of an instance of the kitchen sink. */
  public static void awaitStatus(String id, String status) {
    Kitchen.patiently()
        .untilAsserted(
            () -> assertThat(status(id).jsonPath().getString("status")).isEqualTo(status));
  }

  /** Waits for the end of an instance and returns its details. */
  static JsonPath awaitEnd(String workflow, String id) {
    String path = "/workflows/%s/instances/%s".formatted(workflow, id);
    Kitchen.patiently()
        .untilAsserted(
            () ->
                assertThat(get(path).jsonPath().getString("status"))
                    .as(get(path).asString())
                    .isIn("complete", "errored", "terminated"));
    return get(path).jsonPath();
  }

  /** Checks that a page of the console is shown to viewers, with texts in it. */
  static void assertPage(String page, String... texts) {
    assertPageFor("viewer", page, texts);
  }

  /** Checks that a page tells people, and not programs, that there is none. */
  static void assertErrorPage(String path, int status) {
    Response answer =
        Application.as("viewer").basePath("").accept("text/html").get(Application.url() + path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("text/html");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.asString()).contains("Holdfast</title>").doesNotContain("Exception", "java");
    assertProblem(
        Application.as("viewer").basePath("").accept("*/*").get(Application.url() + path),
        status,
        "request.path_not_found");
  }

  /** Checks that a page of the console is shown to somebody, with texts in it. */
  static void assertPageFor(String user, String page, String... texts) {
    String content =
        Application.as(user)
            .basePath("")
            .urlEncodingEnabled(false)
            .get(Application.url() + (page.startsWith("/") ? page : "/console/" + page))
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(content).contains(texts);
  }

  /** Makes sure that an answer is a problem document with a code. */
  static void assertProblem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    assertThat(answer.jsonPath().getString("type")).isNotEmpty();
    assertThat(answer.jsonPath().getString("title")).isNotEmpty();
    assertThat(answer.jsonPath().getString("detail")).endsWith("(" + code + ")");
  }
}
