package dev.holdfast.benchmark.run;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Is Restate's server, which keeps everything in a log of its own. With its defaults, except for
 * addresses, and for what it would send to and ask its makers.
 *
 * @param process its process
 * @param ingress where workflows are called
 * @param admin where workflows are registered
 */
record RestateServer(Process process, URI ingress, URI admin) implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  /** Fails unless the program is there. */
  static void check(Path program) {
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new IllegalArgumentException(
          "--restate was '%s', expected the program restate-server; benchmarks/fetch-restate gets it"
              .formatted(program));
    }
  }

  /**
   * Starts it.
   *
   * @param program the server's program
   * @param folder for its data and its output
   */
  static RestateServer start(Path program, Path folder) throws IOException, InterruptedException {
    List<Integer> ports = FreePorts.find(3);
    String node = address(ports.get(0));
    String ingress = address(ports.get(1));
    String admin = address(ports.get(2));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toAbsolutePath().toString(),
                "--base-dir",
                folder.resolve("data").toString(),
                "--node-name",
                "benchmark",
                "--listen-mode",
                "tcp",
                "--bind-address",
                node,
                "--advertised-address",
                "http://" + node));
    builder
        .environment()
        .putAll(
            Map.of(
                "RESTATE_INGRESS__BIND_ADDRESS",
                ingress,
                "RESTATE_ADMIN__BIND_ADDRESS",
                admin,
                "RESTATE_DISABLE_TELEMETRY",
                "true",
                "DO_NOT_TRACK",
                "1"));
    Path output = folder.resolve("server.txt");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    RestateServer server =
        new RestateServer(
            builder.start(), URI.create("http://" + ingress), URI.create("http://" + admin));
    server.awaitStart(output);
    return server;
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  private void awaitStart(Path output) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!isUp(ingress.resolve("/restate/health")) || !isUp(admin.resolve("/health"))) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException("Restate's server did not start; " + output + " says why");
      }
      Thread.sleep(200);
    }
  }

  private static boolean isUp(URI health) throws IOException, InterruptedException {
    try {
      return HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException e) { // not yet
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
