package dev.holdfast.ctl.command;

import dev.holdfast.ctl.http.ApiPath;
import dev.holdfast.ctl.http.CtlException;
import dev.holdfast.ctl.http.ExitCode;
import dev.holdfast.ctl.http.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates an instance for each line of NDJSON, by batches; holds one batch at a time. */
final class BatchImport {

  private static final int MOST = 1000;

  /** The server takes 1 MiB; what stands around the entries needs some of it. */
  private static final int MOST_CHARACTERS = 250_000;

  /** Is a line of the file. */
  private record Entry(long line, JsonObject content) {}

  private final Session session;
  private final ApiPath path;
  private final List<Entry> batch = new ArrayList<>();
  private int characters;
  private long created;
  private long refused;

  BatchImport(Session session, String workflow) {
    this.session = session;
    this.path = ApiPath.of("workflows", workflow, "instances", "batch");
  }

  /**
   * Imports a file.
   *
   * @param input the file
   * @throws IOException when the file cannot be read
   * @throws CtlException when the server takes no more; says from which line on
   */
  void send(InputStream input) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    long number = 0;
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        add(number, line);
      }
    }
    send();
  }

  /**
   * Prints what has become of the lines.
   *
   * @return the exit code
   */
  int report() {
    if (session.isJson()) {
      session.print(Json.object().add("created", created).add("errors", refused).build());
    } else {
      session.say("%d created, %d refused".formatted(created, refused));
    }
    return refused == 0 ? ExitCode.OK : ExitCode.PARTLY;
  }

  private void add(long number, String line) {
    try {
      if (Json.parse(line) instanceof JsonObject entry) {
        if (batch.size() == MOST || characters + line.length() > MOST_CHARACTERS) {
          send();
        }
        batch.add(new Entry(number, entry));
        characters += line.length();
        return;
      }
      refuse(number, "it is no JSON object");
    } catch (JsonException e) {
      refuse(number, "it is not JSON");
    }
  }

  private void send() {
    List<Entry> entries = List.copyOf(batch);
    batch.clear();
    characters = 0;
    if (!entries.isEmpty()) {
      send(entries);
    }
  }

  /** Sends entries; when one breaks a rule the server takes none, so they are sent in halves. */
  private void send(List<Entry> entries) {
    JsonObject answer;
    try {
      answer =
          session
              .client()
              .send(
                  "POST",
                  path,
                  Json.object()
                      .add("instances", Json.array(entries.stream().map(Entry::content).toList()))
                      .build());
    } catch (CtlException e) {
      if (e.exitCode() != ExitCode.REFUSED || e.isForLater()) {
        throw new CtlException(
            e.exitCode(),
            "%s Stopped before line %d: %d created, %d refused."
                .formatted(e.getMessage(), entries.get(0).line(), created, refused),
            e);
      }
      if (entries.size() == 1) {
        refuse(entries.get(0).line(), String.valueOf(e.getMessage()));
        return;
      }
      int half = entries.size() / 2;
      send(entries.subList(0, half));
      send(entries.subList(half, entries.size()));
      return;
    }
    created += Json.objects(answer, "created").size();
    for (JsonObject error : Json.objects(answer, "errors")) {
      int index = error.getInt("index");
      refuse(entries.get(index).line(), Json.shown(error, "message"));
    }
  }

  private void refuse(long line, String why) {
    refused++;
    session.warn("line %d: %s".formatted(line, why));
  }
}
