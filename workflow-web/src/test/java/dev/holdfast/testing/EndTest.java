package dev.holdfast.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.WorkflowInstance;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits for ends over HTTP, with the engine of a kit behind. */
class EndTest {

  @RegisterExtension private final HoldfastKit kit = HoldfastKit.create();
  private HttpServer server;

  @BeforeEach
  void serve() {
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/holdfast/"), ServerInTestMode.resources(kit, false));
    kit.deploy(
        "order",
        (event, step) -> {
          step.sleep("night", Duration.ofHours(8));
          return "shipped";
        });
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void answersAtOnceForAnInstanceThatHasEnded() {
    create();
    kit.clock().advance("8 hours");

    end("")
        .then()
        .statusCode(200)
        .body("status", equalTo("complete"))
        .body("output", equalTo("shipped"));
  }

  @Test
  void answersWhenTheInstanceEnds() throws Exception {
    create();
    CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> end("?within=60s"));
    kit.awaitRest();

    kit.clock().advance("8 hours");

    answer.get(30, TimeUnit.SECONDS).then().statusCode(200).body("output", equalTo("shipped"));
  }

  @Test
  void answersWithoutContentWhenTheTimeIsOver() {
    WorkflowInstance instance = create();

    end("?within=1s").then().statusCode(204);
    assertThat(instance.status().status().isTerminal()).isFalse();
  }

  @Test
  void refusesWhatItCannotWaitFor() {
    end("").then().statusCode(404).body("code", equalTo("instance.not_found"));
    create();
    end("?within=2h")
        .then()
        .statusCode(400)
        .body("code", equalTo("request.invalid"))
        .body("detail", containsString("'within' must be a duration of 1 second to 1 minute"));
    end("?within=soon").then().statusCode(400).body("code", equalTo("request.invalid"));
  }

  private WorkflowInstance create() {
    WorkflowInstance instance =
        kit.workflows("order").create(CreateOptions.DEFAULT.withId("order-17"));
    kit.awaitRest();
    return instance;
  }

  private Response end(String query) {
    RequestSpecification request = RestAssured.given().auth().preemptive().basic("viewer", "any");
    int port = server.getListeners().iterator().next().getPort();
    return request.get(
        "http://127.0.0.1:"
            + port
            + "/holdfast/api/workflows/order/instances/order-17/end"
            + query);
  }
}
