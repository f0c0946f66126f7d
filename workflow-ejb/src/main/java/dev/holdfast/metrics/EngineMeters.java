package dev.holdfast.metrics;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.Measurements;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures what this server does. Looks a meter up and counts: nothing is allocated for what has
 * been seen before. Thread-safe.
 */
final class EngineMeters implements Measurements {

  private static final int MOST_WORKFLOWS = 200;

  /** Most steps of all workflows that are measured by themselves. */
  private static final int MOST_STEPS = 500;

  private static final Duration[] FLUSHES = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final double[] CHANGES = {1, 2, 5, 10, 20, 50, 100, 200, 500};

  private final MeterRegistry registry;
  private final Map<String, WorkflowMeters> workflows = new ConcurrentHashMap<>();
  private final AtomicInteger stepsLeft = new AtomicInteger(MOST_STEPS);
  private final Counter events;
  private final Counter parked;
  private final Timer flushes;
  private final DistributionSummary changes;

  EngineMeters(MeterRegistry registry) {
    this.registry = registry;
    this.events =
        Counter.builder(MetricNames.EVENTS).description("Events accepted").register(registry);
    this.parked =
        Counter.builder(MetricNames.MESSAGES_PARKED)
            .description("Messages that could not be accepted")
            .register(registry);
    this.flushes =
        Timer.builder(MetricNames.FLUSH)
            .description("Time to write a batch to the journal, commit included")
            .serviceLevelObjectives(FLUSHES)
            .register(registry);
    this.changes =
        DistributionSummary.builder(MetricNames.FLUSH_CHANGES)
            .description("Changes in a batch")
            .serviceLevelObjectives(CHANGES)
            .register(registry);
  }

  @Override
  public void created(String workflow) {
    of(workflow).created();
  }

  @Override
  public void ended(String workflow, InstanceStatus status) {
    of(workflow).ended(status);
  }

  @Override
  public void stepWritten(String workflow, StepRecord step) {
    of(workflow).stepWritten(step);
  }

  @Override
  public void eventAccepted() {
    events.increment();
  }

  @Override
  public void messageParked() {
    parked.increment();
  }

  @Override
  public void claimed(String workflow, Instant dueAt, Instant now) {
    of(workflow).claimed(dueAt, now);
  }

  @Override
  public void flushed(int written, Duration taken) {
    flushes.record(taken);
    changes.record(written);
  }

  /** Seldom: the registry may look the counter up. */
  @Override
  public void nearLimit(String workflow, String what) {
    String shown = workflows.containsKey(workflow) ? workflow : "";
    Counter.builder(MetricNames.NEAR_LIMIT)
        .description("Values that take more than half of what is allowed")
        .tags("workflow", shown, "value", what)
        .register(registry)
        .increment();
  }

  private WorkflowMeters of(String workflow) {
    @Nullable WorkflowMeters known = workflows.get(workflow);
    return known != null ? known : newMeters(workflow);
  }

  private WorkflowMeters newMeters(String workflow) {
    String measured = workflows.size() < MOST_WORKFLOWS ? workflow : WorkflowMeters.OTHERS;
    return workflows.computeIfAbsent(
        measured, name -> new WorkflowMeters(registry, name, stepsLeft));
  }
}
