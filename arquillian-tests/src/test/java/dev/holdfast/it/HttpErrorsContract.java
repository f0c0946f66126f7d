package dev.holdfast.it;

import io.restassured.response.Response;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says how the HTTP interface refuses: always by a problem document with a stable code. */
public interface HttpErrorsContract {

  String INSTANCES = "/workflows/kitchen-sink/instances";

  @Test
  @RunAsClient
  default void refusesWhatDoesNotExist() {
    Http.assertProblem(get("/workflows/nothing"), 404, "workflow.not_found");
    Http.assertProblem(get("/workflows/nothing/instances/x"), 404, "workflow.not_found");
    Http.assertProblem(get(INSTANCES + "/it-nobody"), 404, "instance.not_found");
    Http.assertProblem(get(INSTANCES + "/it-nobody/status"), 404, "instance.not_found");
    Http.assertProblem(get("/nothing/here"), 404, "request.path_not_found");
  }

  @Test
  @RunAsClient
  default void refusesACreationThatBreaksARule() {
    Http.assertProblem(create("{'id':'no blanks'}"), 400, "instance.invalid_id");
    Http.assertProblem(create("{'name':'x'}"), 400, "request.unknown_member");
    Http.assertProblem(create("{'id':5}"), 400, "request.invalid");
    Http.assertProblem(create("{'params':"), 400, "request.invalid");
    Http.assertProblem(create("{'params':[1]}"), 400, "params.invalid");
    Http.assertProblem(create("{'ifExists':'maybe'}"), 400, "request.invalid");
  }

  @Test
  @RunAsClient
  default void refusesATakenId() {
    String id = Http.create("[]");

    Http.assertProblem(create(Http.body(id, "[]")), 409, "instance.already_exists");
  }

  @Test
  @RunAsClient
  default void refusesMoreThanOneMebibyte() {
    String large = "{'params':{'script':[],'text':'" + "x".repeat(1 << 20) + "'}}";

    Http.assertProblem(create(large), 413, "payload.too_large");
  }

  @Test
  @RunAsClient
  default void refusesWhatIsNotJsonByItsOwnAccount() {
    Response answer =
        Application.as("starter").contentType("text/plain").body("{}").post(INSTANCES);

    Http.assertProblem(answer, 415, "request.unsupported_media_type");
  }

  @Test
  @RunAsClient
  default void refusesEventsAndControlOfAFinishedInstance() {
    String id = Http.create("[{'return':1}]");
    Http.awaitStatus(id, "complete");

    Http.assertProblem(
        Http.post("starter", Http.instance(id) + "/events/tick", "1"), 409, "instance.finished");
    Http.assertProblem(
        Http.patch("operator", Http.instance(id) + "/status", "terminate"),
        409,
        "instance.illegal_status");
  }

  @Test
  @RunAsClient
  default void refusesAMethodThatAPathDoesNotKnow() {
    Http.assertProblem(
        Application.as("starter").post("/workflows"), 405, "request.method_not_allowed");
  }

  private static Response get(String path) {
    return Application.as("viewer").get(path);
  }

  private static Response create(String json) {
    return Http.post("starter", INSTANCES, json);
  }
}
