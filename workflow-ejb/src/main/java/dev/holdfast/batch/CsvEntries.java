package dev.holdfast.batch;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns lines of CSV into what NDJSON says. The columns {@code id}, {@code startAt} and {@code
 * params}, which is JSON, are those of a creation; every other column is a member of the params, a
 * text, or JSON when its name ends with {@code :json}. An empty cell is left out.
 */
final class CsvEntries {

  private static final String PARAMS = "params";
  private static final String JSON = ":json";
  private static final Set<String> CREATION = Set.of("id", "startAt");

  private final JsonText json;
  private volatile @Nullable Columns latest;

  /** Makes an entry maker. */
  CsvEntries(JsonText json) {
    this.json = json;
  }

  /** Reads JSON. */
  @FunctionalInterface
  interface JsonText {
    JsonValue read(String what, String text);
  }

  /** Remembers the columns of a header, which many lines have in common. */
  private record Columns(String header, List<String> names) {}

  JsonObject toJson(String header, String line) {
    List<String> names = columns(header).names();
    List<String> cells = cells(line);
    if (cells.size() != names.size()) {
      throw ImportText.invalid(
          "The line must have %d cells, as many as the header has columns, it has %d."
              .formatted(names.size(), cells.size()));
    }
    JsonObjectBuilder entry = Json.createObjectBuilder();
    JsonObjectBuilder params = Json.createObjectBuilder();
    boolean anyParams = false;
    for (int i = 0; i < cells.size(); i++) {
      String name = names.get(i);
      String cell = cells.get(i);
      if (cell.isEmpty()) {
        continue;
      }
      if (CREATION.contains(name)) {
        entry.add(name, cell);
      } else if (name.equals(PARAMS)) {
        entry.add(PARAMS, json.read("Column 'params'", cell));
      } else {
        anyParams = true;
        if (name.endsWith(JSON)) {
          params.add(
              name.substring(0, name.length() - JSON.length()),
              json.read("Column '" + name + "'", cell));
        } else {
          params.add(name, cell);
        }
      }
    }
    return (anyParams ? entry.add(PARAMS, params) : entry).build();
  }

  private Columns columns(String header) {
    @Nullable Columns known = latest;
    if (known == null || !known.header().equals(header)) {
      known = new Columns(header, checked(cells(header)));
      latest = known;
    }
    return known;
  }

  private static List<String> checked(List<String> names) {
    Set<String> different = new HashSet<>();
    for (String name : names) {
      if (name.isBlank() || !different.add(name)) {
        throw ImportText.invalid("The header must name each column once, was %s.".formatted(names));
      }
    }
    if (names.contains(PARAMS)
        && names.stream().anyMatch(it -> !it.equals(PARAMS) && !CREATION.contains(it))) {
      throw ImportText.invalid(
          "The header must have either the column 'params' or columns for its members, was %s."
              .formatted(names));
    }
    return names;
  }

  private static List<String> cells(String line) {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
      Optional<CsvRecord> record = reader.stream().findFirst();
      return record.map(CsvRecord::getFields).orElse(List.of(""));
    } catch (CsvParseException | IOException e) {
      throw ImportText.invalid("The line is not CSV: %s".formatted(e.getMessage()));
    }
  }
}
