package dev.holdfast.metrics;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures one workflow on this server. Names of steps may be made up by code, so only so many are
 * measured by themselves; the others share one. Thread-safe.
 */
final class WorkflowMeters {

  /** Stands for what has no meters of its own. */
  static final String OTHERS = "(others)";

  private static final int MOST_STEPS = 100;

  private static final Duration[] LATENESS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10)
  };

  private final MeterRegistry registry;
  private final String workflow;
  private final AtomicInteger stepsLeft;
  private final Counter created;
  private final Counter completed;
  private final Counter errored;
  private final Counter terminated;
  private final Timer lateness;
  private final Map<String, StepMeters> bodies = new ConcurrentHashMap<>();
  private final Map<String, StepMeters> compensations = new ConcurrentHashMap<>();
  private final AtomicInteger steps = new AtomicInteger();

  /**
   * Makes the meters.
   *
   * @param stepsLeft how many more steps of all workflows may have meters of their own
   */
  WorkflowMeters(MeterRegistry registry, String workflow, AtomicInteger stepsLeft) {
    this.registry = registry;
    this.workflow = workflow;
    this.stepsLeft = stepsLeft;
    this.created =
        Counter.builder(MetricNames.CREATIONS)
            .description("Instances created")
            .tag("workflow", workflow)
            .register(registry);
    this.completed = ends(InstanceStatus.COMPLETE);
    this.errored = ends(InstanceStatus.ERRORED);
    this.terminated = ends(InstanceStatus.TERMINATED);
    this.lateness =
        Timer.builder(MetricNames.WAKE_UP_LATENESS)
            .description("Time from when an instance was due until a server claimed it")
            .tag("workflow", workflow)
            .serviceLevelObjectives(LATENESS)
            .register(registry);
  }

  private Counter ends(InstanceStatus status) {
    return Counter.builder(MetricNames.ENDS)
        .description("Instances that have ended")
        .tags("workflow", workflow, "status", status.wireName())
        .register(registry);
  }

  void created() {
    created.increment();
  }

  void ended(InstanceStatus status) {
    switch (status) {
      case COMPLETE -> completed.increment();
      case ERRORED -> errored.increment();
      default -> terminated.increment();
    }
  }

  void claimed(Instant dueAt, Instant now) {
    lateness.record(Math.max(0, dueAt.until(now, ChronoUnit.NANOS)), TimeUnit.NANOSECONDS);
  }

  void stepWritten(StepRecord step) {
    StepKind kind = step.key().kind();
    if (kind == StepKind.RUN) {
      meters(bodies, kind, step.key().name()).written(step);
    } else if (kind == StepKind.COMPENSATION) {
      meters(compensations, kind, step.key().name()).written(step);
    }
  }

  private StepMeters meters(Map<String, StepMeters> known, StepKind kind, String name) {
    @Nullable StepMeters found = known.get(name);
    return found != null ? found : newMeters(known, kind, name);
  }

  private StepMeters newMeters(Map<String, StepMeters> known, StepKind kind, String name) {
    boolean isOwn =
        steps.get() < MOST_STEPS && stepsLeft.get() > 0; // a few more at a time do no harm
    return known.computeIfAbsent(
        isOwn ? name : OTHERS,
        measured -> {
          steps.incrementAndGet();
          stepsLeft.decrementAndGet();
          return new StepMeters(registry, workflow, kind, measured);
        });
  }
}
