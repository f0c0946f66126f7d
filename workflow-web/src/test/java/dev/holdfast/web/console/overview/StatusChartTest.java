package dev.holdfast.web.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.web.console.Texts;
import dev.holdfast.web.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusChartTest {

  private static final List<StatusCount> COUNTS =
      List.of(
          new StatusCount("order", InstanceStatus.ERRORED, 2),
          new StatusCount("order", InstanceStatus.WAITING, 5),
          new StatusCount("</script><b>", InstanceStatus.ERRORED, 3));

  @Test
  void addsUpOverAllWorkflows() {
    Totals totals = Totals.of(COUNTS);

    assertThat(totals.count(InstanceStatus.ERRORED)).isEqualTo(5);
    assertThat(totals.count(InstanceStatus.COMPLETE)).isZero();
  }

  @Test
  void drawsABarForEachWorkflowAndAColourForEachStatus() {
    JsonObject data = chart().getJsonObject("data");

    assertThat(data.getJsonArray("labels")).hasToString("[\"</script><b>\",\"order\"]");
    assertThat(data.getJsonArray("datasets")).hasSize(InstanceStatus.values().length);
    JsonObject errored = data.getJsonArray("datasets").getJsonObject(7);
    assertThat(errored.getString("label")).isEqualTo("Errored");
    assertThat(errored.getJsonArray("data")).hasToString("[3,2]");
  }

  @Test
  void cannotEndTheScriptThatItStandsIn() {
    assertThat(draw()).doesNotContain("<");
  }

  private static JsonObject chart() {
    return Json.parseStored(draw()).orElseThrow().asJsonObject();
  }

  private static String draw() {
    return new StatusChart(new Texts(ZoneOffset.UTC, Instant.EPOCH)).draw(COUNTS);
  }
}
