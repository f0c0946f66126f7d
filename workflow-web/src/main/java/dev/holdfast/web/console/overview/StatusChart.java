package dev.holdfast.web.console.overview;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.port.StatisticsReader.StatusCount;
import dev.holdfast.web.console.Texts;
import dev.holdfast.web.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws how many instances each workflow has, one bar for each, a colour for each status. */
final class StatusChart {

  private static final Map<InstanceStatus, String> COLOURS = colours();

  private final Texts texts;

  StatusChart(Texts texts) {
    this.texts = texts;
  }

  /**
   * Draws counts.
   *
   * @param counts of workflows and statuses
   * @return what the widget takes, as JSON
   */
  String draw(List<StatusCount> counts) {
    List<String> workflows =
        counts.stream().map(StatusCount::workflow).distinct().sorted().toList();
    JsonArrayBuilder labels = Json.array();
    workflows.forEach(labels::add);
    JsonArrayBuilder sets = Json.array();
    COLOURS.forEach((status, colour) -> sets.add(set(status, colour, workflows, counts)));
    return ChartText.stackedBars("y", labels, sets);
  }

  private JsonObject set(
      InstanceStatus status, String colour, List<String> workflows, List<StatusCount> counts) {
    JsonArrayBuilder numbers = Json.array();
    workflows.forEach(
        workflow ->
            numbers.add(
                counts.stream()
                    .filter(it -> it.workflow().equals(workflow) && it.status() == status)
                    .mapToLong(StatusCount::count)
                    .sum()));
    return ChartText.part(texts.text("status." + status.wireName()), colour, numbers);
  }

  private static Map<InstanceStatus, String> colours() {
    Map<InstanceStatus, String> colours = new LinkedHashMap<>();
    colours.put(InstanceStatus.QUEUED, "#7b8794");
    colours.put(InstanceStatus.RUNNING, "#2f7dd1");
    colours.put(InstanceStatus.WAITING, "#e0a526");
    colours.put(InstanceStatus.WAITING_FOR_PAUSE, "#b98413");
    colours.put(InstanceStatus.PAUSED, "#8f6a1b");
    colours.put(InstanceStatus.ROLLING_BACK, "#7a5bc0");
    colours.put(InstanceStatus.COMPLETE, "#2e8b57");
    colours.put(InstanceStatus.ERRORED, "#c9372c");
    colours.put(InstanceStatus.TERMINATED, "#56616c");
    return colours;
  }
}
