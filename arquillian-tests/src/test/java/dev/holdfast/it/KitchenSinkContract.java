package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Says what the first command of the README does: a step and a sleep, from start to completion. */
public interface KitchenSinkContract {

  @Test
  default void runsAStepAndASleepToCompletion() {
    String id =
        Application.as("starter")
            .contentType(ContentType.JSON)
            .body(
                """
                {"params":{"script":[
                  {"run":"hello","result":"world","save":"greeting"},
                  {"sleep":"nap","for":"1 second"}]}}
                """)
            .post("/workflows/kitchen-sink/instances")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(status(id)).isEqualTo("complete"));
  }

  @Test
  default void asksWhoIsThere() {
    Application.anonymous().get("/workflows").then().statusCode(401);
  }

  private static String status(String id) {
    return Application.as("viewer")
        .get("/workflows/kitchen-sink/instances/{id}/status", id)
        .then()
        .statusCode(200)
        .extract()
        .path("status");
  }
}
