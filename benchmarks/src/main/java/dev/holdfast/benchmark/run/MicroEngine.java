package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is Holdfast on Payara Micro, as it is packed, with the benchmark added to its archive. */
final class MicroEngine implements Engine {

  private static final Duration START_LIMIT = Duration.ofSeconds(240);
  private static final Duration WORK_LIMIT = Duration.ofMinutes(15);
  private static final String UP = "Holdfast is up";
  private static final String PASSWORD = "benchmark";
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("starter:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final Process process;
  private final int port;

  /** Payara ends an HTTP/2 connection that is silent for half a minute. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private MicroEngine(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the server.
   *
   * @param java the home of its Java
   * @param home the packed folder
   * @param folder for its data and its output
   */
  static MicroEngine start(Path java, Path home, BenchmarkDatabase.Login login, Path folder)
      throws IOException, InterruptedException {
    Path measured = MeasuredArchive.copy(home, folder.resolve("holdfast"));
    Path output = folder.resolve("holdfast-micro.txt");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java.resolve("bin/java").toString(),
                "-Xmx768m",
                "-jar",
                measured.resolve("workflow-micro.jar").toString()));
    builder
        .environment()
        .putAll(
            Map.of(
                "HOLDFAST_DATA", folder.resolve("data").toString(),
                "HOLDFAST_PORT", String.valueOf(port),
                "HOLDFAST_JMS_PORT", "0",
                "HOLDFAST_PASSWORD_STARTER", PASSWORD,
                "HOLDFAST_DB_URL", login.url(),
                "HOLDFAST_DB_USER", login.user(),
                "HOLDFAST_DB_PASSWORD", login.password()));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    MicroEngine engine = new MicroEngine(builder.start(), port);
    engine.awaitStart(output);
    return engine;
  }

  private void awaitStart(Path output) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!Files.readString(output).contains(UP)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException("Payara Micro did not start; " + output + " says why");
      }
      Thread.sleep(200);
    }
  }

  @Override
  public Optional<Figures> perform(Request request) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/holdfast/benchmark"))
            .timeout(WORK_LIMIT)
            .header("Authorization", LOGIN)
            .POST(HttpRequest.BodyPublishers.ofString(request.line()))
            .build();
    HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "Workload %s: HTTP %d: %s"
              .formatted(request.workload(), answer.statusCode(), answer.body()));
    }
    return Optional.of(Figures.parse(answer.body()));
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
