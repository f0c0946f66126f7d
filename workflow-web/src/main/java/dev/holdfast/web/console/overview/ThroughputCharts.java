package dev.holdfast.web.console.overview;

import dev.holdfast.engine.port.ThroughputStore.Throughput;
import dev.holdfast.web.console.Texts;
import dev.holdfast.web.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Draws what has happened in the course of time: how many instances ended in which way, and what
 * has failed.
 *
 * @param texts puts times and names into words
 * @param counts what has happened, oldest first, one bar each
 */
record ThroughputCharts(Texts texts, List<Throughput> counts) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final String GREEN = "#2e8b57";
  private static final String RED = "#c9372c";
  private static final String GREY = "#7b8794";
  private static final String AMBER = "#d08a00";

  /** Draws the ends of instances. */
  String ends() {
    JsonArrayBuilder parts = Json.array();
    parts.add(part("status.complete", GREEN, Throughput::completed));
    parts.add(part("status.terminated", GREY, Throughput::terminated));
    return ChartText.stackedBars("x", times(), parts);
  }

  /** Draws failures. */
  String failures() {
    JsonArrayBuilder parts = Json.array();
    parts.add(part("status.errored", RED, Throughput::errored));
    parts.add(part("failedAttempts", AMBER, Throughput::failedAttempts));
    return ChartText.stackedBars("x", times(), parts);
  }

  /** Adds it all up. */
  Throughput sum() {
    return counts.stream().reduce(new Throughput(texts.now(), "", 0, 0, 0, 0, 0), Throughput::plus);
  }

  private JsonObject part(String text, String colour, ToLongFunction<Throughput> number) {
    JsonArrayBuilder numbers = Json.array();
    counts.stream().mapToLong(number).forEach(numbers::add);
    return ChartText.part(texts.text(text), colour, numbers);
  }

  private JsonArrayBuilder times() {
    JsonArrayBuilder times = Json.array();
    counts.forEach(count -> times.add(TIME.format(count.since().atZone(texts.zone()))));
    return times;
  }
}
