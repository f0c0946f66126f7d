package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.control.Command;
import dev.holdfast.engine.model.InstanceKey;
import io.restassured.response.Response;
import jakarta.enterprise.inject.spi.CDI;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says who may do what over HTTP, and that a refusal is a problem document. */
public interface AccessContract {

  @Test
  @RunAsClient
  default void asksWhoDoesNotLogIn() {
    Http.assertProblem(Application.anonymous().get("/workflows"), 401, "access.denied");
    Http.assertProblem(
        Application.anonymous().post("/workflows/kitchen-sink/instances"), 401, "access.denied");
  }

  @Test
  @RunAsClient
  default void refusesAWrongPassword() {
    Response answer =
        Application.anonymous()
            .auth()
            .preemptive()
            .basic("admin", "not the password")
            .get("/workflows");

    Http.assertProblem(answer, 401, "access.denied");
  }

  @Test
  @RunAsClient
  default void letsViewersReadAndNothingElse() {
    Application.as("viewer").get("/workflows").then().statusCode(200);
    Application.as("viewer").get("/nodes").then().statusCode(200);
    Http.assertProblem(
        Application.as("viewer").post("/workflows/kitchen-sink/instances"), 403, "access.denied");
    Http.assertProblem(
        Http.patch("viewer", "/workflows/kitchen-sink/instances/x/status", "terminate"),
        403,
        "access.denied");
  }

  @Test
  @RunAsClient
  default void letsStartersCreateButNotControl() {
    String id = Http.create("[{'waitForEvent':'e','type':'t','timeout':'1 hour'}]");

    Http.assertProblem(
        Http.patch("starter", Http.instance(id) + "/status", "terminate"), 403, "access.denied");
    Application.as("starter").get(Http.instance(id)).then().statusCode(200);
  }

  @Test
  @RunAsClient
  default void letsOperatorsControlAndAdminsToo() {
    String first = Http.create("[{'waitForEvent':'e','type':'t','timeout':'1 hour'}]");
    String second = Http.create("[{'waitForEvent':'e','type':'t','timeout':'1 hour'}]");

    Http.patch("operator", Http.instance(first) + "/status", "terminate").then().statusCode(200);
    Http.patch("admin", Http.instance(second) + "/status", "terminate").then().statusCode(200);

    Http.status(first).then().body("status", equalTo("terminated"));
    Http.status(second).then().body("status", equalTo("terminated"));
  }

  @Test
  @RunAsClient
  default void letsViewersSeeParkedMessagesOperatorsRetryAndAdminsDrop() {
    String message = "/parked-messages/ID:7-10.0.0.1(aa:bb)";

    Application.as("viewer").get("/parked-messages").then().statusCode(200);
    Http.assertProblem(Http.get(message), 404, "message.not_found");
    Http.assertProblem(Application.as("starter").post(message + "/retry"), 403, "access.denied");
    Http.assertProblem(
        Application.as("operator").post(message + "/retry"), 404, "message.not_found");
    Http.assertProblem(Application.as("operator").delete(message), 403, "access.denied");
    Http.assertProblem(Application.as("admin").delete(message), 404, "message.not_found");
  }

  /** The rules for paths are not asked here: who calls the engine's doors is asked by a bean. */
  @Test
  default void letsNobodyIntoTheEngineWithoutALogin() {
    InstanceService instances = CDI.current().select(InstanceService.class).get();
    InstanceKey key = new InstanceKey("kitchen-sink", "it-nobody");

    assertThatThrownBy(() -> instances.find(key))
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("(access.denied)");
    assertThatThrownBy(() -> instances.steer(key, new Command.Delete(), ""))
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("admin");
  }

  @Test
  @RunAsClient
  default void takesNoChangesFromPagesOfOtherSites() {
    Response answer =
        Application.as("admin")
            .header("Sec-Fetch-Site", "cross-site")
            .post("/workflows/kitchen-sink/instances");

    Http.assertProblem(answer, 403, "access.denied");
  }
}
