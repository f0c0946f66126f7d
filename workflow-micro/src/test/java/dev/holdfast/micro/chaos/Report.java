package dev.holdfast.micro.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects the figures of one test and adds them as a line to {@code target/chaos.txt}. */
final class Report {

  private final String test;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  Report(String test) {
    this.test = test;
  }

  /** Adds a figure. */
  Report with(String name, Object figure) {
    figures.put(name, figure);
    return this;
  }

  /** Adds the median and the longest of some times. */
  Report withTimes(String name, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return with(name, "none");
    }
    return with(
        name,
        "%d, median %d ms, longest %d ms"
            .formatted(
                sorted.size(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() - 1).toMillis()));
  }

  /** Writes the line. */
  void write() throws IOException {
    String line =
        test
            + ": "
            + figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining("; "))
            + System.lineSeparator();
    System.getLogger("chaos").log(System.Logger.Level.INFO, line.strip());
    Files.writeString(
        Path.of("target", "chaos.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
