package dev.holdfast.benchmark.restate;

import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Subject;
import dev.restate.client.Client;
import dev.restate.client.Response;
import dev.restate.client.SendResponse;
import dev.restate.common.Request;
import dev.restate.common.Target;
import dev.restate.serde.Serde;
import dev.restate.serde.TypeTag;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls workflows of Restate through its server, by the client of its SDK. */
final class RestateSubject implements Subject {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Client client;
  private final boolean virtualThreads;

  RestateSubject(Client client, boolean virtualThreads) {
    this.client = client;
    this.virtualThreads = virtualThreads;
  }

  /**
   * A workflow that leaves its process while it waits keeps its thread for ever (in SDK 2.4.0),
   * which only virtual threads can afford.
   */
  @Override
  public boolean offers(Kind kind) {
    return switch (kind) {
      case ONE_STEP, TEN_STEPS, HUNDRED_PARALLEL -> true;
      case WAIT, SLEEP -> virtualThreads;
      case MANY_STEPS, NAPS, LONG_SLEEP, WAKES -> false;
    };
  }

  /**
   * Starts an instance: one that waits for something by a request of its own, and any other by a
   * call, which is start and wait in one request. A call survives a crash once the server has
   * received it, which only its end tells.
   */
  @Override
  public Started start(Kind kind) {
    String id = UUID.randomUUID().toString();
    Request<Void, Object> request =
        Request.of(
                Target.workflow(RestateWorkflows.name(kind), id, RestateWorkflows.RUN),
                TypeTag.of(Serde.VOID),
                TypeTag.of(Object.class),
                null)
            .build();
    return switch (kind) {
      case WAIT, SLEEP -> new Sent(client, id, client.send(request));
      case ONE_STEP, TEN_STEPS, HUNDRED_PARALLEL -> new Called(client.callAsync(request));
      case MANY_STEPS, NAPS, LONG_SLEEP, WAKES ->
          throw new UnsupportedOperationException(kind + " is not offered");
    };
  }

  private record Called(CompletableFuture<Response<Object>> answer) implements Started {

    @Override
    public void send() {
      throw new UnsupportedOperationException("A workflow that is called waits for no event");
    }

    @Override
    public void awaitEnd() throws Exception {
      answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private record Sent(Client client, String id, SendResponse<Object> sent) implements Started {

    @Override
    public void send() {
      client.send(
          Request.of(
                  Target.workflow(RestateWorkflows.name(Kind.WAIT), id, RestateWorkflows.SEND),
                  TypeTag.of(Measured.class),
                  TypeTag.of(Serde.VOID),
                  new Measured(1, "go"))
              .build());
    }

    @Override
    public void awaitEnd() throws Exception {
      sent.attachAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
