package dev.holdfast.web.console.overview;

import dev.holdfast.web.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Map;

/** Writes bar charts as the widget takes them, in colours for light and for dark ground. */
final class ChartText {

  private static final String INK = "#76828e";
  private static final String LINES = "rgba(128, 128, 128, 0.25)";

  private ChartText() {}

  /**
   * Writes a chart whose bars are stacked.
   *
   * @param alongAxis which axis has the labels, x or y
   * @param labels what the bars are about
   * @param sets the parts of the bars
   * @return JSON that may stand in a script
   */
  static String stackedBars(String alongAxis, JsonArrayBuilder labels, JsonArrayBuilder sets) {
    JsonObject data = Json.object().array("labels", labels).array("datasets", sets).build();
    return Json.object()
        .text("type", "bar")
        .value("data", data)
        .value("options", Json.tree(options(alongAxis)))
        .build()
        .toString()
        .replace("<", "\\u003c");
  }

  /**
   * Writes a part of each bar.
   *
   * @param label what it is
   * @param colour its colour
   * @param numbers how long it is, for each bar
   */
  static JsonObject part(String label, String colour, JsonArrayBuilder numbers) {
    return Json.object()
        .text("label", label)
        .text("backgroundColor", colour)
        .array("data", numbers)
        .build();
  }

  private static Map<String, Object> options(String alongAxis) {
    Map<String, Object> axis =
        Map.of(
            "stacked",
            true,
            "beginAtZero",
            true,
            "ticks",
            Map.of("color", INK, "precision", 0),
            "grid",
            Map.of("color", LINES));
    return Map.of(
        "indexAxis",
        alongAxis,
        "animation",
        false,
        "maintainAspectRatio",
        false,
        "plugins",
        Map.of("legend", Map.of("labels", Map.of("color", INK))),
        "scales",
        Map.of("x", axis, "y", axis));
  }
}
