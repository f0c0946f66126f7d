package dev.holdfast.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the tables of the guide to values, so that tests can hold it to the truth. */
final class Guide {

  private static final Path FILE = Path.of("..", "docs", "values.md");

  private Guide() {}

  static List<String> firstColumnOf(String heading) {
    return column(heading, 0);
  }

  static List<String> column(String heading, int index) {
    return lines().stream()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| "))
        .skip(2)
        .map(line -> line.substring(2).split(" *\\| *", -1)[index].strip())
        .toList();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
