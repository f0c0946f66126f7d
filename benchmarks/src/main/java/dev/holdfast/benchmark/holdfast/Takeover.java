package dev.holdfast.benchmark.holdfast;

import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Is a number of instances that one node starts and another has to take over: some are executing,
 * some wait for an event, some sleep.
 *
 * @param directory knows the workflows
 * @param begunAt when it began, in milliseconds since 1970; part of the instances' ids
 */
record Takeover(WorkflowDirectory directory, long begunAt) {

  /**
   * Instances of each sort; the executing ones get a slot at once on a server with the defaults.
   */
  private static final int EACH = 50;

  /** Leaves time to start all of them, and to kill their server. */
  private static final Duration FIRST_SLEEP = Duration.ofSeconds(20);

  private static final Duration BETWEEN_SLEEPS = Duration.ofMillis(100);
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Starts the instances; returns when each of them executes, waits or sleeps. */
  void begin() throws InterruptedException {
    List<WorkflowInstance> suspended = new ArrayList<>();
    List<WorkflowInstance> executing = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      suspended.add(create(WaitAcross.NAME, i, CreateOptions.DEFAULT));
      suspended.add(create(SleepAcross.NAME, i, CreateOptions.ofParams(sleepsUntil(i))));
      executing.add(create(RunAcross.NAME, i, CreateOptions.ofParams(Sighting.ownProcess())));
    }
    long end = System.nanoTime() + START_LIMIT.toNanos();
    for (WorkflowInstance instance : suspended) {
      await(instance, InstanceStatus.WAITING, end);
    }
    for (WorkflowInstance instance : executing) {
      await(instance, InstanceStatus.RUNNING, end);
    }
  }

  /**
   * Sends the events and waits until all instances have ended here.
   *
   * @param killedAt when their server was killed, in milliseconds since 1970
   * @return how long after the kill the executing ones went on, how long after their event the
   *     waiting ones, how long after their time the sleeping ones
   */
  Figures end(long killedAt) throws InterruptedException {
    List<Long> event = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      event.add(System.currentTimeMillis());
      find(WaitAcross.NAME, i).sendEvent(Wait.EVENT, new Measured(i, "go"));
    }
    List<Long> run = new ArrayList<>();
    List<Long> wait = new ArrayList<>();
    List<Long> sleep = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      run.add(seenAt(RunAcross.NAME, i) - killedAt);
      wait.add(seenAt(WaitAcross.NAME, i) - event.get(i));
      sleep.add(seenAt(SleepAcross.NAME, i) - sleepsUntil(i).toEpochMilli());
    }
    return Figures.NONE
        .with("takeover_p50_ms", median(run))
        .with("takeover_max_ms", Collections.max(run))
        .with("waiting_max_ms", Collections.max(wait))
        .with("sleeping_max_ms", Collections.max(sleep));
  }

  private WorkflowInstance create(String workflow, int number, CreateOptions options) {
    return directory.get(workflow).create(options.withId(id(number)));
  }

  private WorkflowInstance find(String workflow, int number) {
    return directory.get(workflow).get(id(number));
  }

  private String id(int number) {
    return begunAt + "-" + number;
  }

  private Instant sleepsUntil(int number) {
    return Instant.ofEpochMilli(begunAt)
        .plus(FIRST_SLEEP)
        .plus(BETWEEN_SLEEPS.multipliedBy(number));
  }

  private static void await(WorkflowInstance instance, InstanceStatus expected, long end)
      throws InterruptedException {
    InstanceStatus status = instance.status().status();
    while (status != expected) {
      if (status.isTerminal() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "Instance %s of %s is %s, expected %s"
                .formatted(instance.id(), instance.workflow(), status, expected));
      }
      Thread.sleep(20);
      status = instance.status().status();
    }
  }

  /** Waits for the end of an instance; returns when it was seen here. */
  private long seenAt(String workflow, int number) throws InterruptedException {
    WorkflowStatus ended = find(workflow, number).awaitEnd(PATIENCE);
    if (ended.output() instanceof Sighting seen && seen.process() == Sighting.ownProcess()) {
      return seen.at();
    }
    throw new IllegalStateException(
        "Instance %s of %s is %s, expected it to have ended in process %d"
            .formatted(ended.id(), workflow, ended, Sighting.ownProcess()));
  }

  private static double median(List<Long> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2).doubleValue();
  }
}
