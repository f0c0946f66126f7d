package dev.holdfast.micro.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts instances of the kitchen sink and sends each the event that it waits for, as a careful
 * client would: what is not answered is asked again, of any server, under the same id.
 */
final class Load implements AutoCloseable {

  static final String EVENT = "go";

  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("admin:" + ClusterNode.PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final int CLIENTS = 2;
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration BETWEEN = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final String script;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final Queue<String> started = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private volatile boolean over;

  private Load(Cluster cluster, String script) {
    this.cluster = cluster;
    this.script = script;
  }

  /** Begins; ends with {@link #end}. */
  static Load begin(Cluster cluster, String script) {
    Load load = new Load(cluster, script);
    for (int client = 0; client < CLIENTS; client++) {
      int number = client;
      load.clients.execute(() -> load.work(number));
    }
    return load;
  }

  /** Stops to start more and returns the ids of all that were started. */
  List<String> end() throws InterruptedException {
    over = true;
    clients.shutdown();
    if (!clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("A client still waits for its answer");
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("A client has failed", failures.peek());
    }
    return List.copyOf(started);
  }

  /** Returns how many instances have been started. */
  int count() {
    return started.size();
  }

  /** Returns how many requests had to be sent again. */
  int repeated() {
    return repeated.get();
  }

  private void work(int client) {
    Random random = new Random(client);
    try {
      for (int i = 0; !over; i++) {
        String id = "c" + client + "-" + i;
        String path = "/workflows/kitchen-sink/instances";
        ask(
            random,
            path,
            "{\"id\":\"" + id + "\",\"ifExists\":\"return\",\"params\":" + script + "}",
            "");
        started.add(id);
        ask(random, path + "/" + id + "/events/" + EVENT, "{\"for\":\"" + id + "\"}", "go-" + id);
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    } catch (Throwable e) { // the test tells
      failures.add(e);
    }
  }

  /** Asks until it is answered. */
  private void ask(Random random, String path, String body, String idempotencyKey) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "no server was up";
    while (System.nanoTime() < end) {
      List<ClusterNode> up = cluster.up();
      if (!up.isEmpty()) {
        last = tryOnce(up.get(random.nextInt(up.size())), path, body, idempotencyKey);
        if (last.isEmpty()) {
          return;
        }
        repeated.incrementAndGet();
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new AssertionError("Nobody has accepted " + path + "; last: " + last);
  }

  /** Returns nothing when it was accepted, else what came instead. */
  private String tryOnce(ClusterNode node, String path, String body, String idempotencyKey) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(node.server().url() + path))
              .timeout(ANSWER)
              .header("Authorization", LOGIN)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (!idempotencyKey.isEmpty()) {
        request.header("Idempotency-Key", idempotencyKey);
      }
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return "";
      }
      if (answer.body().contains("instance.finished")) {
        return ""; // it cannot have finished without the event: an earlier request has brought it
      }
      if (answer.body().contains("instance.not_found") || answer.statusCode() == 400) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    over = true;
    clients.shutdownNow();
  }
}
