package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports, terminates and purges many instances on PostgreSQL while others run, and prints what
 * those notice of it. On demand: {@code -Dholdfast.it.bulk=100000} says how many.
 */
@EnabledIfSystemProperty(named = "holdfast.it.bulk", matches = "\\d+")
class BulkWorkIT {

  private static final int COUNT = Integer.getInteger("holdfast.it.bulk", 0);
  private static final int CLIENTS = 4;
  private static final Duration ALONE = Duration.ofSeconds(30);
  private static final String INSTANCES = "/workflows/kitchen-sink/instances";
  private static final String WAITING =
      "[{\"waitForEvent\":\"signal\",\"type\":\"go\",\"timeout\":\"1 day\"}]";

  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Test
  void leavesOthersTheirTurn(@TempDir Path folder, @TempDir Path database) throws Exception {
    Path upload = write(folder.resolve("upload.csv"));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (LocalPostgres postgres = LocalPostgres.start(database);
        LaunchedServer server = LaunchedServer.launch(folder, postgres.variables())) {
      server.awaitStart();
      RestClient rest = server.rest();
      List<Future<?>> loops = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        loops.add(clients.submit(() -> load(server, client)));
      }
      Thread.sleep(5_000);
      nanos.clear();
      Thread.sleep(ALONE.toMillis());
      print("load alone", ALONE.toNanos());

      run(rest, "import", rest.upload(INSTANCES + "/import", "text/csv", upload), COUNT);
      run(
          rest,
          "terminate",
          rest.job(
              INSTANCES + "/control", "{\"action\":\"terminate\",\"filter\":{\"q\":\"bulk-\"}}"),
          COUNT);
      run(rest, "purge", rest.job(INSTANCES + "/purge", "{\"filter\":{\"q\":\"bulk-\"}}"), COUNT);

      stopped.set(true);
      for (Future<?> loop : loops) {
        loop.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private void run(RestClient rest, String what, String job, long done) {
    nanos.clear();
    long began = System.nanoTime();
    JsonObject ended = rest.awaitJob(Duration.ofSeconds(120 + COUNT / 50), job);
    long took = System.nanoTime() - began;
    assertThat(ended.getString("status")).as(ended.toString()).isEqualTo("complete");
    assertThat(ended.getJsonNumber("done").longValue()).as(ended.toString()).isEqualTo(done);
    System.out.printf(
        "info: %s of %d instances: %.1f s, %.0f/s%n", what, done, took / 1e9, done / (took / 1e9));
    print("load beside it", took);
  }

  private void print(String what, long took) {
    List<Long> sorted = nanos.stream().sorted().toList();
    nanos.clear();
    System.out.printf(
        "info: %s: %.1f/s, p50 %.1f ms, p99 %.1f ms%n",
        what,
        sorted.size() / (took / 1e9),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6);
  }

  /** Creates instances with one step and waits for the end of each. */
  private void load(LaunchedServer server, int client) {
    RestClient rest = server.rest();
    for (int i = 0; !stopped.get(); i++) {
      String id = "load-" + client + "-" + i;
      long began = System.nanoTime();
      rest.start("kitchen-sink", id, "{\"script\":[{\"run\":\"work\",\"result\":1}]}");
      rest.get(INSTANCES + "/" + id + "/end?within=30s");
      nanos.add(System.nanoTime() - began);
    }
  }

  private static Path write(Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("id,script:json\n");
      for (int i = 0; i < COUNT; i++) {
        writer.write("bulk-" + i + ",\"" + WAITING.replace("\"", "\"\"") + "\"\n");
      }
    }
    return file;
  }
}
