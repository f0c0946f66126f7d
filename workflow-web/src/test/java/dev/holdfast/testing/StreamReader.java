package dev.holdfast.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Is a client of an event stream: reads on a thread of its own, so that no test waits for ever. */
final class StreamReader implements AutoCloseable {

  private static final String END = "the end";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpResponse<InputStream> answer;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private StreamReader(HttpResponse<InputStream> answer) {
    this.answer = answer;
  }

  /** Opens a stream, with headers as name and value in turns. */
  static StreamReader open(URI uri, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Authorization", "Basic dmlld2VyOmFueQ==") // viewer
            .header("Accept", "text/event-stream, application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    StreamReader reader =
        new StreamReader(client.send(request.build(), BodyHandlers.ofInputStream()));
    Thread thread = new Thread(reader::readToTheEnd, "stream reader");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  int status() {
    return answer.statusCode();
  }

  String header(String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** Waits for the next line that begins with something; returns what comes after it. */
  String await(String beginning) throws InterruptedException {
    while (true) {
      String line = next();
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length()).strip();
      }
      if (line.equals(END)) {
        throw new AssertionError("The stream has ended without '" + beginning + "'");
      }
    }
  }

  /** Waits for the next record. */
  JsonObject awaitRecord() throws InterruptedException {
    return record(await("data:"));
  }

  /** Waits for the end; returns the lines that had not been waited for. */
  List<String> awaitEnd() throws InterruptedException {
    List<String> rest = new ArrayList<>();
    for (String line = next(); !line.equals(END); line = next()) {
      rest.add(line);
    }
    return rest;
  }

  /** Picks the records out of lines. */
  static List<JsonObject> records(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("data:"))
        .map(line -> record(line.substring("data:".length())))
        .toList();
  }

  private static JsonObject record(String json) {
    return Json.createReader(new StringReader(json)).readObject();
  }

  private String next() throws InterruptedException {
    String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("Nothing came for " + PATIENCE);
    }
    return line;
  }

  private void readToTheEnd() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      // closed by the test, or cut off: what follows is the end all the same
    }
    lines.add(END);
  }

  @Override
  public void close() throws IOException {
    answer.body().close();
  }
}
