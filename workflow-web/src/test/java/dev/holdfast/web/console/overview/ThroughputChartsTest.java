package dev.holdfast.web.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.web.console.Texts;
import dev.holdfast.web.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputChartsTest {

  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private final ThroughputCharts charts =
      new ThroughputCharts(
          new Texts(ZoneId.of("Europe/Vienna"), NOON.plusSeconds(120)),
          List.of(
              new Throughput(NOON, "", 5, 3, 1, 0, 4),
              new Throughput(NOON.plusSeconds(60), "", 1, 2, 0, 6, 0)));

  @Test
  void drawsABarForEachTimeInTheViewersZone() {
    assertThat(data(charts.ends()).getJsonArray("labels")).hasToString("[\"13:00\",\"13:01\"]");
  }

  @Test
  void drawsEndsAndFailures() {
    assertThat(numbers(charts.ends(), 0)).isEqualTo("[3,2]");
    assertThat(numbers(charts.ends(), 1)).isEqualTo("[0,6]");
    assertThat(numbers(charts.failures(), 0)).isEqualTo("[1,0]");
    assertThat(numbers(charts.failures(), 1)).isEqualTo("[4,0]");
  }

  @Test
  void addsItAllUp() {
    assertThat(charts.sum()).isEqualTo(new Throughput(NOON.plusSeconds(120), "", 6, 5, 1, 6, 4));
  }

  @Test
  void looksBackAnHourUnlessAnotherPeriodIsNamed() {
    assertThat(Period.of("day")).isEqualTo(Period.DAY);
    assertThat(Period.of("century")).isEqualTo(Period.HOUR);
  }

  private static String numbers(String chart, int part) {
    return data(chart).getJsonArray("datasets").getJsonObject(part).getJsonArray("data").toString();
  }

  private static JsonObject data(String chart) {
    return Json.parseStored(chart).orElseThrow().asJsonObject().getJsonObject("data");
  }
}
