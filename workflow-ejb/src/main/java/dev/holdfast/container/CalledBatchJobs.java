package dev.holdfast.container;

import dev.holdfast.batch.ServerBatchJobs;
import dev.holdfast.engine.Engine;
import dev.holdfast.engine.batch.BatchCallRunner;
import dev.holdfast.engine.batch.CalledJobs;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/** Puts together what runs batch jobs for steps. */
final class CalledBatchJobs {

  private final ThreadPoolExecutor thread;
  private final BatchCallRunner runner;

  CalledBatchJobs(
      BatchCallStore store, PayloadCodec codec, InstantSource clock, ThreadFactory factory) {
    this.thread = WorkflowThreads.single(factory);
    CalledJobs jobs =
        new CalledJobs(new ServerBatchJobs(CalledBatchJobs.class.getClassLoader()), codec, clock);
    this.runner = new BatchCallRunner(store, jobs, clock, thread);
  }

  /** Returns the door for steps. */
  BatchCalls calls() {
    return runner;
  }

  /** Begins to work, once the engine has started. */
  void begin(Engine engine, WorkflowRegistry registry) {
    runner.begin(new BatchCallRunner.Cluster(engine::incarnation, registry::names, engine::tell));
  }

  /** Does what is to be done about every second. */
  void tick() {
    runner.tick();
  }

  /** Stops the jobs of this node, so that others go on with them. */
  void stop(Duration grace) {
    runner.stop(grace);
    thread.shutdownNow();
  }
}
