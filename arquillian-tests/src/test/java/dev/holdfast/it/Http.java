package dev.holdfast.it;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;

/** Says the usual requests to the HTTP interface in short. */
final class Http {

  private Http() {}

  /** Returns the path of an instance of the kitchen sink. */
  static String instance(String id) {
    return "/workflows/kitchen-sink/instances/" + id;
  }

  /** Creates an instance that performs a script, with single quotes for double ones. */
  static String create(String script) {
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

  static Response status(String id) {
    return Application.as("viewer").get(instance(id) + "/status");
  }

  static void awaitStatus(String id, String status) {
    await()
        .atMost(Kitchen.PATIENCE)
        .untilAsserted(
            () -> assertThat(status(id).jsonPath().getString("status")).isEqualTo(status));
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
