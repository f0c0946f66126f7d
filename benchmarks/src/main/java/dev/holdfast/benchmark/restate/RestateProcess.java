package dev.holdfast.benchmark.restate;

import dev.holdfast.benchmark.run.PlainProcess;
import dev.restate.client.Client;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Serves the workflows in this process: arguments are the URLs of the ingress and of the admin
 * interface of a Restate server.
 */
public final class RestateProcess {

  private static final String HOST = "127.0.0.1";

  private RestateProcess() {}

  /**
   * Performs the workloads that it reads.
   *
   * @param arguments ingress, admin interface
   */
  public static void main(String[] arguments) throws Exception {
    Optional<Executor> virtual = virtualThreads();
    RestateWorkflows workflows =
        new RestateWorkflows(virtual.orElseGet(Executors::newCachedThreadPool));
    HttpServer server =
        RestateHttpServer.fromEndpoint(workflows.endpoint())
            .listen(0, HOST)
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    register(URI.create(arguments[1]), server.actualPort());
    PlainProcess.serve(
        new RestateSubject(
            Client.connect(arguments[0], new JacksonSerdeFactory()), virtual.isPresent()));
    System.exit(0);
  }

  /** Returns what Java 21 and later has. */
  private static Optional<Executor> virtualThreads() throws ReflectiveOperationException {
    try {
      return Optional.of(
          (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static void register(URI admin, int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve("/deployments"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"uri\": \"http://%s:%d\"}".formatted(HOST, port)))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(
          "Restate has not registered the workflows: HTTP %d, expected 201: %s"
              .formatted(answer.statusCode(), answer.body()));
    }
  }
}
