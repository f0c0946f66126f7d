package dev.holdfast.benchmark.restate;

import dev.holdfast.benchmark.workload.Lateness;
import dev.holdfast.benchmark.workload.Measured;
import dev.holdfast.benchmark.workload.Subject.Kind;
import dev.holdfast.benchmark.workload.Workload;
import dev.restate.common.function.ThrowingFunction;
import dev.restate.sdk.Context;
import dev.restate.sdk.DurableFuture;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.SharedWorkflowContext;
import dev.restate.sdk.WorkflowContext;
import dev.restate.sdk.common.DurablePromiseKey;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.endpoint.definition.HandlerDefinition;
import dev.restate.sdk.endpoint.definition.HandlerType;
import dev.restate.sdk.endpoint.definition.ServiceDefinition;
import dev.restate.sdk.endpoint.definition.ServiceType;
import dev.restate.serde.Serde;
import dev.restate.serde.SerdeFactory;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Are the workflows, and the handler that sends one of them its event. */
final class RestateWorkflows {

  /** The handler that is the workflow. */
  static final String RUN = "run";

  /** The handler that sends the event. */
  static final String SEND = "send";

  private static final DurablePromiseKey<Measured> EVENT =
      DurablePromiseKey.of("go", Measured.class);

  /**
   * After that a workflow that waits gives its place among the 1,000 that the server lets run at a
   * time to another. The default of a minute would let sleepers wait for those before them.
   */
  private static final Duration INACTIVITY = Duration.ofMillis(100);

  private static final SerdeFactory JSON = new JacksonSerdeFactory();

  private final HandlerRunner.Options options;

  /** Makes workflows whose code runs on threads of an executor. */
  RestateWorkflows(Executor threads) {
    this.options = HandlerRunner.Options.withExecutor(threads);
  }

  /** Returns the workflows, ready to be served. */
  Endpoint endpoint() {
    return Endpoint.builder()
        .bind(workflow(Kind.ONE_STEP, handler(Measured.class, RestateWorkflows::oneStep)))
        .bind(workflow(Kind.TEN_STEPS, handler(Measured.class, RestateWorkflows::tenSteps)))
        .bind(
            suspending(
                workflow(Kind.WAIT, handler(Measured.class, RestateWorkflows::await), sender())))
        .bind(suspending(workflow(Kind.SLEEP, handler(Long.class, RestateWorkflows::sleep))))
        .bind(
            workflow(
                Kind.HUNDRED_PARALLEL, handler(Integer.class, RestateWorkflows::hundredParallel)))
        .build();
  }

  /** Returns the name of a workflow. */
  static String name(Kind kind) {
    return kind.name();
  }

  private static ServiceDefinition workflow(Kind kind, HandlerDefinition<?, ?>... handlers) {
    return ServiceDefinition.of(name(kind), ServiceType.WORKFLOW, List.of(handlers));
  }

  private static ServiceDefinition suspending(ServiceDefinition workflow) {
    return workflow.configure(it -> it.inactivityTimeout(INACTIVITY));
  }

  private <T> HandlerDefinition<Void, T> handler(
      Class<T> result, ThrowingFunction<WorkflowContext, T> body) {
    return HandlerDefinition.of(
        RUN,
        HandlerType.WORKFLOW,
        Serde.VOID,
        JSON.create(result),
        HandlerRunner.of(body, JSON, options));
  }

  private HandlerDefinition<Measured, Void> sender() {
    return HandlerDefinition.of(
        SEND,
        HandlerType.SHARED,
        JSON.create(Measured.class),
        Serde.VOID,
        HandlerRunner.of(RestateWorkflows::send, JSON, options));
  }

  private static Measured oneStep(Context context) {
    return context.run("only", Measured.class, () -> new Measured(1, "done"));
  }

  private static Measured tenSteps(Context context) {
    Measured last = new Measured(0, "begun");
    for (int i = 1; i <= Workload.STEPS; i++) {
      int number = i;
      last = context.run("step", Measured.class, () -> new Measured(number, "done"));
    }
    return last;
  }

  private static Measured await(WorkflowContext context) {
    return context.promise(EVENT).future().await();
  }

  private static void send(SharedWorkflowContext context, Measured payload) {
    context.promiseHandle(EVENT).resolve(payload);
  }

  private static Long sleep(Context context) {
    long since = context.run("now", Long.class, System::currentTimeMillis);
    context.sleep(Lateness.SLEEP);
    Lateness.note(since);
    return since;
  }

  private static Integer hundredParallel(Context context) {
    List<DurableFuture<?>> branches = new ArrayList<>();
    for (int i = 0; i < Workload.BRANCHES; i++) {
      int number = i;
      branches.add(
          context.runAsync("branch-" + number, Measured.class, () -> new Measured(number, "done")));
    }
    DurableFuture.all(branches).await();
    return branches.size();
  }
}
