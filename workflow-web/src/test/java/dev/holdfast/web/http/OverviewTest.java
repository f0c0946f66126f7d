package dev.holdfast.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.StuckReason;
import dev.holdfast.engine.port.StatisticsReader.StuckInstance;
import dev.holdfast.web.instance.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverviewTest {

  @RegisterExtension private final RestServer server = new RestServer();

  @Test // case 253
  void showsAWorkflowWithACountForEachStatus() {
    assertThat(server.request().get("/workflows/order").asString())
        .isEqualTo(
            "{\"name\":\"order\",\"className\":\"dev.holdfast.web.http.RestServer\","
                + "\"maxSteps\":10000,"
                + "\"retention\":{\"success\":\"PT720H\",\"error\":\"PT720H\"},\"schedules\":[],"
                + "\"instances\":{\"queued\":0,\"running\":0,\"waiting\":0,\"waitingForPause\":0,"
                + "\"paused\":0,\"rollingBack\":0,\"complete\":0,\"errored\":0,\"terminated\":0}}");
  }

  @Test
  void listsTheWorkflowsWithTheirSchedules() {
    server.schedules.put(FakeSchedules.DAILY);

    assertThat(server.request().get("/workflows").jsonPath().getList("items.schedules").toString())
        .isEqualTo(
            "[[{cron=0 9 * * *, zone=Europe/Berlin, nextAt=2030-01-02T08:00:00Z,"
                + " lastAt=2030-01-01T08:00:00Z, paused=false}]]");
    server.request().get("/workflows").then().body("items[0].name", equalTo("order"));
  }

  @Test
  void listsTheNodesWithTheAgeOfTheirHeartbeats() {
    assertThat(server.request().get("/nodes").asString())
        .isEqualTo(
            "{\"items\":[{\"node\":3,\"name\":\"node-a\","
                + "\"startedAt\":\"2030-01-01T00:00:00Z\","
                + "\"heartbeatAt\":\"2030-01-01T00:01:00Z\",\"heartbeatAgeMs\":1500,\"running\":7}]}");
  }

  @Test
  void isLiveWhateverTheDatabaseDoes() {
    server.nodes.isReachable = false;

    server.request().get("/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void isReadyWithADatabaseAndAFreshHeartbeat() {
    server
        .request()
        .get("/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.database", equalTo("UP"))
        .body("checks.heartbeat", equalTo("UP"));
  }

  @Test
  void showsTheNumberOfStuckInstancesToViewersOnly() {
    InstanceKey key = new InstanceKey("order", "a");
    server.statistics.stuck.add(
        new StuckInstance(key, StuckReason.OWNER_GONE, Recorded.START, 1L, null));
    server.statistics.stuck.add(
        new StuckInstance(key, StuckReason.RECOVERED_OFTEN, Recorded.START, 1L, null));

    assertThat(server.requestBy("viewer").get("/health/ready").asString())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":{\"database\":\"UP\",\"heartbeat\":\"UP\"},\"stuck\":1}");
    assertThat(server.request().get("/health/ready").asString()).doesNotContain("stuck");
  }

  @Test
  void showsMetricsInTheFormatOfPrometheus() {
    server
        .request()
        .header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1")
        .get("/metrics")
        .then()
        .statusCode(200)
        .header("Content-Type", containsString("version=0.0.4"))
        .body(equalTo("holdfast_executing 1.0\n"));
  }

  @Test
  void isNotReadyWhenItsOwnLeaseHasRunOut() {
    server.nodes.isLeaseInForce = false;

    server
        .request()
        .get("/health/ready")
        .then()
        .statusCode(503)
        .body("status", equalTo("DOWN"))
        .body("checks.database", equalTo("UP"))
        .body("checks.heartbeat", equalTo("DOWN"));
  }

  @Test
  void isNotReadyWithoutADatabaseAndTellsNoMore() {
    server.nodes.isReachable = false;

    server
        .request()
        .get("/health/ready")
        .then()
        .statusCode(503)
        .body("checks.database", equalTo("DOWN"))
        .body(not(containsString("db.internal")));
  }
}
