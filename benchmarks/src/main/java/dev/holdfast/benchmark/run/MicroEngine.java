package dev.holdfast.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Is Holdfast on Payara Micro, as it is packed, with the benchmark added to its archive. */
final class MicroEngine implements HoldfastEngine {

  private static final Duration START_LIMIT = Duration.ofSeconds(240);
  private static final String UP = "Holdfast is up";
  private static final String LAUNCHER = "workflow-micro.jar";

  private final Process process;
  private final HoldfastClient client;

  private MicroEngine(Process process, HoldfastClient client) {
    this.process = process;
    this.client = client;
  }

  /** Fails unless the packed folder is there. */
  static void check(Path home) {
    if (!Files.isRegularFile(home.resolve(LAUNCHER))) {
      throw new IllegalArgumentException(
          "--home was '%s', expected the folder packed for Payara Micro, with %s; benchmarks/run packs one"
              .formatted(home, LAUNCHER));
    }
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
    int port = FreePorts.find(1).get(0);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java.resolve("bin/java").toString(),
                "-Xmx768m",
                "-jar",
                measured.resolve(LAUNCHER).toString()));
    builder.environment().putAll(HoldfastEngine.SETTINGS);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOLDFAST_DATA", folder.resolve("data").toString(),
                "HOLDFAST_PORT", String.valueOf(port),
                "HOLDFAST_JMS_PORT", "0",
                "HOLDFAST_DB_URL", login.url(),
                "HOLDFAST_DB_USER", login.user(),
                "HOLDFAST_DB_PASSWORD", login.password()));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    MicroEngine engine = new MicroEngine(builder.start(), new HoldfastClient(port));
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
  public HoldfastClient client() {
    return client;
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }
}
