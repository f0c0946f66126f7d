package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Says what a scraper and an operator see. */
public interface MetricsContract {

  @Test
  @RunAsClient
  default void showsWhatItHasMeasured() {
    String id = Http.create("[{'run':'measured','result':1}]");
    Awaitility.await()
        .atMost(Kitchen.PATIENCE)
        .untilAsserted(
            () -> assertThat(Http.status(id).jsonPath().getString("status")).isEqualTo("complete"));

    String metrics =
        Application.as("viewer").get("/metrics").then().statusCode(200).extract().asString();

    assertThat(metrics.lines())
        .anyMatch(
            it ->
                it.startsWith("holdfast_instances{status=\"complete\",workflow=\"kitchen-sink\"}"))
        .anyMatch(
            it -> it.startsWith("holdfast_step_seconds_count{") && it.contains("step=\"measured\""))
        .anyMatch(it -> it.startsWith("holdfast_node_heartbeat_age_seconds{"))
        .anyMatch(it -> it.startsWith("jvm_memory_used_bytes{"))
        .anyMatch(it -> it.startsWith("process_cpu_usage "))
        .anyMatch(it -> it.startsWith("jvm_gc_memory_allocated_bytes_total "))
        .contains("holdfast_lease_in_force 1.0", "holdfast_statistics_available 1.0");
    Http.assertProblem(Application.anonymous().get("/metrics"), 401, "access.denied");
  }

  @Test
  @RunAsClient
  default void tellsViewersHowManyInstancesAreStuck() {
    assertThat(Application.as("viewer").get("/health/ready").jsonPath().getInt("stuck")).isZero();
    assertThat(Application.anonymous().get("/health/ready").asString()).doesNotContain("stuck");
  }
}
