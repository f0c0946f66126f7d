package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says what users of the HTTP interface can do. */
public interface HttpContract {

  @Test
  @RunAsClient
  default void createsAnInstanceAndShowsWhatItDid() {
    String id = Kitchen.newId();

    Http.post(
            "starter",
            "/workflows/kitchen-sink/instances",
            Http.body(id, "[{'run':'load file','result':[1,2.50,'ü']},{'return':{'ok':true}}]"))
        .then()
        .statusCode(201)
        .header("Location", endsWith("/holdfast/api" + Http.instance(id)))
        .body("id", equalTo(id))
        .body("workflow", equalTo("kitchen-sink"))
        .body("status", equalTo("queued"))
        .body("createdAt", notNullValue());

    Http.awaitStatus(id, "complete");
    Http.status(id).then().body("output.ok", equalTo(true)).body("error", nullValue());
    Application.as("viewer")
        .get(Http.instance(id))
        .then()
        .statusCode(200)
        .body("status", equalTo("complete"))
        .body("trigger", equalTo("api"))
        .body("stepCount", equalTo(1))
        .body("steps.name", contains("load file"))
        .body("steps[0].status", equalTo("complete"))
        .body("steps[0].attempts", hasSize(1));
    Response step = Application.as("viewer").get(Http.instance(id) + "/steps/load file");
    assertThat(step.jsonPath().getString("output[2]")).isEqualTo("ü");
  }

  // case 268
  @Test
  @RunAsClient
  default void streamsTheEventLogOfAnInstance() {
    String id = Http.create("[{'run':'load','result':1},{'return':2}]");
    Http.awaitStatus(id, "complete");

    Http.get(Http.instance(id) + "/subscribe?types=step_completed&cursor=0")
        .then()
        .statusCode(200)
        .contentType("text/event-stream")
        .body(containsString("\"type\":\"step_completed\""))
        .body(not(containsString("workflow_completed")));
    Http.assertProblem(
        Http.get(Http.instance("not-there") + "/subscribe"), 404, "instance.not_found");
    Http.assertProblem(
        Http.get(Http.instance(id) + "/subscribe?types=nap"), 400, "request.invalid");
  }

  @Test
  @RunAsClient
  default void createsAnInstanceWithoutABody() {
    Application.as("starter")
        .contentType("application/json")
        .post("/workflows/one-step/instances")
        .then()
        .statusCode(201)
        .body("id", notNullValue());
  }

  @Test
  @RunAsClient
  default void returnsTheOlderInstanceWhenAskedTo() {
    String id = Http.create("[{'return':'older'}]");

    Http.post(
            "starter",
            "/workflows/kitchen-sink/instances",
            "{'id':'" + id + "','ifExists':'return','params':{'script':[]}}")
        .then()
        .statusCode(200)
        .body("existing", equalTo(true))
        .body("id", equalTo(id));
  }

  @Test
  @RunAsClient
  default void acceptsAnEventOncePerIdempotencyKey() {
    String id =
        Http.create(
            "[{'waitForEvent':'one','type':'tick','save':'a'},"
                + "{'waitForEvent':'two','type':'tick','save':'b'}]");
    Http.awaitStatus(id, "waiting");

    Response first = Http.sendEvent(id, "tick", "the-first", "1");
    Response second = Http.sendEvent(id, "tick", "the-first", "1");
    Http.post("starter", Http.instance(id) + "/events/tick", "{'n':2}").then().statusCode(202);

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.jsonPath().getString("eventId")).isEqualTo("the-first");
    assertThat(second.asString()).isEqualTo(first.asString());
    Http.awaitStatus(id, "complete");
    Http.status(id).then().body("output.a", equalTo(1)).body("output.b.n", equalTo(2));
  }

  @Test
  @RunAsClient
  default void showsWhatAnInstanceWaitsFor() {
    String id = Http.create("[{'waitForEvent':'approval','type':'approved','timeout':'1 hour'}]");
    Http.awaitStatus(id, "waiting");

    Application.as("viewer")
        .get(Http.instance(id))
        .then()
        .body("waitingFor.name", equalTo("approval"))
        .body("waitingFor.eventType", equalTo("approved"))
        .body("waitingFor.until", notNullValue())
        .body("wakeAt", notNullValue());
  }

  @Test
  @RunAsClient
  default void showsTheErrorThatEndedAnInstance() {
    String id = Http.create("[{'fail':'out of salt'}]");

    Http.awaitStatus(id, "errored");
    Http.status(id).then().body("error.message", equalTo("out of salt"));
  }

  @Test
  @RunAsClient
  default void listsInstancesPageByPage() {
    List<String> created = new ArrayList<>();
    String prefix = Kitchen.newId();
    for (int i = 0; i < 3; i++) {
      String id = prefix + "-" + i;
      Http.post("starter", "/workflows/kitchen-sink/instances", Http.body(id, "[]"))
          .then()
          .statusCode(201);
      created.add(id);
    }

    Response first = Http.page(prefix, 2, "");
    Response second = Http.page(prefix, 2, first.jsonPath().getString("nextCursor"));

    List<String> listed = new ArrayList<>(first.jsonPath().getList("items.id", String.class));
    assertThat(listed).hasSize(2);
    listed.addAll(second.jsonPath().getList("items.id", String.class));
    assertThat(listed).containsExactlyElementsOf(created);
    assertThat(second.jsonPath().getString("nextCursor")).isNull();
  }

  @Test
  @RunAsClient
  default void showsTheWorkflowsAndTheNode() {
    Application.as("viewer").get("/workflows").then().body("items.name", hasItem("kitchen-sink"));
    Application.as("viewer")
        .get("/workflows/kitchen-sink")
        .then()
        .statusCode(200)
        .body("className", endsWith(".KitchenSink"))
        .body("instances.rollingBack", equalTo(0));
    Application.as("viewer").get("/nodes").then().body("items", hasSize(1));
  }
}
