package dev.holdfast.web.http;

import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestModeOffTest {

  @RegisterExtension private final RestServer server = new RestServer();

  @Test
  void hasNothingAtThePathsOfTests() {
    server
        .requestBy("admin")
        .contentType("application/json")
        .body("{\"modifications\":[]}")
        .post("/testing/workflows/order/instances/a-1/modifications")
        .then()
        .statusCode(404)
        .body("code", equalTo("request.path_not_found"));
    server
        .requestBy("admin")
        .post("/testing/workflows/order/introspection")
        .then()
        .statusCode(404)
        .body("code", equalTo("request.path_not_found"));
  }
}
