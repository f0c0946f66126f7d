package dev.holdfast.it;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says what is recorded of commands. */
public interface AuditContract {

  @Test
  @RunAsClient
  default void recordsCommandsWithCallerReasonAndStatus() {
    String id = Http.create("[{'waitForEvent':'e','type':'t','timeout':'1 hour'}]");
    Http.awaitStatus(id, "waiting");

    Application.as("operator")
        .header("X-Reason", "f%C3%BCr%20Ann")
        .contentType(JSON)
        .body("{\"action\":\"pause\"}")
        .patch(Http.instance(id) + "/status")
        .then()
        .statusCode(200);
    Http.sendEvent(id, "t", "audit-" + id, "1").then().statusCode(202);
    Application.as("admin").delete(Http.instance(id)).then().statusCode(204);
    Http.assertProblem(
        Http.patch("operator", Http.instance(id) + "/status", "pause"), 404, "instance.not_found");

    Application.as("operator")
        .queryParam("workflow", "kitchen-sink")
        .queryParam("target", id)
        .get("/audit")
        .then()
        .statusCode(200)
        .body(
            "items.command",
            contains("instance.pause", "instance.delete", "event.send", "instance.pause"))
        .body("items.caller", contains("operator", "admin", "starter", "operator"))
        .body("items.role", contains("operator", "admin", "starter", "operator"))
        .body("items.outcome", contains("instance.not_found", "done", "done", "done"))
        .body("items[3].before", equalTo("waiting"))
        .body("items[3].after", equalTo("paused"))
        .body("items[3].reason", equalTo("für Ann"))
        .body("items[3].address", not(emptyOrNullString()));
  }

  @Test
  @RunAsClient
  default void showsTheTrailToOperatorsOnly() {
    Http.assertProblem(Application.as("viewer").get("/audit"), 403, "access.denied");
    Http.assertProblem(Application.as("starter").get("/audit"), 403, "access.denied");
    Application.as("admin").get("/audit").then().statusCode(200);
  }
}
