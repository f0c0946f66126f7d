package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says that steps run jobs of the server's batch runtime, and that such jobs run workflows. */
public interface BatchStepContract {

  @Test
  @RunAsClient
  default void loadsAFileByABatchJob() {
    String id = Kitchen.newId();
    Http.post(
            "starter",
            "/workflows/csv-pipeline/instances",
            "{'id':'%s','params':{'sourceUrl':'%s'}}"
                .formatted(id, Application.withLogin("viewer", "/samples/records?size=2050")))
        .then()
        .statusCode(201);

    JsonPath ended = Http.awaitEnd("csv-pipeline", id);

    assertThat(ended.getString("status")).as(ended.prettify()).isEqualTo("complete");
    assertThat(ended.getLong("output.rows")).isEqualTo(2_050);
    assertThat(ended.getLong("output.rowsOfExecution")).isEqualTo(2_050);
    assertThat(ended.getString("steps[1].kind")).isEqualTo("batch");
    assertThat(ended.getString("steps[1].job")).isEqualTo("load-csv");
    assertThat(ended.getString("steps[1].output.exitStatus")).isEqualTo("COMPLETED");
  }

  @Test
  @RunAsClient
  default void callsAWorkflowFromABatchJobOfAWorkflow() {
    String id = Kitchen.newId();
    String inner = id + "-inner";
    start(
        id,
        "{'batch':'call','job':'call-workflow','properties':{'workflow':'kitchen-sink','id':'%s',"
                .formatted(inner)
            + "'params':'{\\\"script\\\":[{\\\"return\\\":\\\"fine\\\"}]}'}}");

    JsonPath ended = Http.awaitEnd("kitchen-sink", id);

    assertThat(ended.getString("status")).as(ended.prettify()).isEqualTo("complete");
    JsonPath called = Http.get("/workflows/kitchen-sink/instances/" + inner).jsonPath();
    assertThat(called.getString("status")).isEqualTo("complete");
    assertThat(called.getString("output")).isEqualTo("fine");
    assertThat(called.getString("trigger")).isEqualTo("batch");
  }

  @Test
  @RunAsClient
  default void failsTheStepWithTheJob() {
    String id = Kitchen.newId();
    start(
        id,
        "{'batch':'call','job':'call-workflow','retries':{'limit':0},'properties':{'workflow':'nobody',"
            + "'params':'{}','id':'x'}}");

    JsonPath ended = Http.awaitEnd("kitchen-sink", id);

    assertThat(ended.getString("status")).as(ended.prettify()).isEqualTo("errored");
    assertThat(ended.getString("error.code")).isEqualTo("batch.failed");
  }

  @Test
  @RunAsClient
  default void saysThatThereIsNoSuchJob() {
    String id = Kitchen.newId();
    start(id, "{'batch':'call','job':'no-such-job','retries':{'limit':0}}");

    JsonPath ended = Http.awaitEnd("kitchen-sink", id);

    assertThat(ended.getString("error.code")).as(ended.prettify()).isEqualTo("batch.not_started");
    assertThat(ended.getString("error.message")).contains("no-such-job");
  }

  private static void start(String id, String instruction) {
    Http.post(
            "starter",
            "/workflows/kitchen-sink/instances",
            "{'id':'%s','params':{'script':[%s]}}".formatted(id, instruction))
        .then()
        .statusCode(201);
  }
}
