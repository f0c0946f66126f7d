package dev.holdfast.web.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

  @RegisterExtension private final RestServer server = new RestServer();

  @Test // case 29
  void createsTheEntriesAndTellsWhichIdsAreTaken() {
    post("batch", "{\"instances\":[{\"id\":\"a\"},{},{\"id\":\"a\"}]}")
        .statusCode(200)
        .body("created", hasSize(2))
        .body("errors[0].index", equalTo(2))
        .body("errors[0].code", equalTo("instance.already_exists"));
  }

  @ParameterizedTest // case 32
  @ValueSource(
      strings = {
        "{\"count\":0}",
        "{\"count\":2.5}",
        "{\"count\":2,\"instances\":[{}]}",
        "{}",
        "{\"instances\":[{\"di\":\"a\"}]}"
      })
  void refusesABatchThatBreaksARule(String body) {
    post("batch", body).statusCode(400);
  }

  @Test // case 265
  void deletesWhatIsThereAndTellsWhatIsNot() {
    post("batch", "{\"instances\":[{\"id\":\"a\"}]}").statusCode(200);

    post("delete", "{\"ids\":[\"a\",\"b\"]}")
        .statusCode(200)
        .body("deleted.id", contains("a"))
        .body("errors.id", contains("b"))
        .body("errors.code", contains("instance.not_found"));
  }

  private ValidatableResponse post(String what, String body) {
    return server
        .request()
        .header(TestLogin.USER, "admin")
        .contentType("application/json")
        .body(body)
        .post("/workflows/order/instances/" + what)
        .then();
  }
}
