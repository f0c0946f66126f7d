package dev.holdfast.micro;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Runs the packed folder as an operator would: {@code java -jar workflow-micro.jar}. */
final class LaunchedServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(240);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;
  private final String url;

  private LaunchedServer(Process process, Path output, String url) {
    this.process = process;
    this.output = output;
    this.url = url;
  }

  /** Launches a server on free ports, with its data and its output below the folder. */
  static LaunchedServer launch(Path folder) throws IOException {
    int port = freePort();
    Path output = folder.resolve("output.txt");
    File archive = new File(System.getProperty("it.folder"), "workflow-micro.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                archive.toString()));
    builder.environment().put("HOLDFAST_DATA", folder.resolve("data").toString());
    builder.environment().put("HOLDFAST_PORT", String.valueOf(port));
    builder.environment().put("HOLDFAST_JMS_PORT", String.valueOf(freePort()));
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    return new LaunchedServer(
        builder.start(), output, "http://127.0.0.1:" + port + "/holdfast/api");
  }

  /** Waits until the launcher says that the application is up, or has ended. */
  void awaitStart() {
    Awaitility.await()
        .atMost(START_LIMIT)
        .until(() -> !process.isAlive() || output().contains("Holdfast is up"));
  }

  /** Asks the server to stop and returns whether it did in time. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Returns what was printed so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the status of a GET. */
  int get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Ends the process at once if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
