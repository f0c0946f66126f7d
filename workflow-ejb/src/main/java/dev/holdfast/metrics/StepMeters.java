package dev.holdfast.metrics;

import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures the steps of one workflow that share a name and a kind. */
final class StepMeters {

  /** Bodies take anything from a row in a database to a report of ten minutes. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10)
  };

  private final Timer complete;
  private final Timer errored;
  private final Counter failures;
  private final Counter retries;

  StepMeters(MeterRegistry registry, String workflow, StepKind kind, String step) {
    Tags tags = Tags.of("workflow", workflow, "step", step, "kind", kind.wireName());
    this.complete = timer(registry, tags, StepStatus.COMPLETE);
    this.errored = timer(registry, tags, StepStatus.ERRORED);
    this.failures =
        Counter.builder(MetricNames.STEP_FAILURES)
            .description("Attempts of steps that failed")
            .tags(tags)
            .register(registry);
    this.retries =
        Counter.builder(MetricNames.STEP_RETRIES)
            .description("Failed attempts after which another one is made")
            .tags(tags)
            .register(registry);
  }

  private static Timer timer(MeterRegistry registry, Tags tags, StepStatus status) {
    return Timer.builder(MetricNames.STEP)
        .description("Time from the start of a step to its end, retries and their delays included")
        .tags(tags.and("status", status.wireName()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  void written(StepRecord step) {
    switch (step.status()) {
      case COMPLETE -> record(complete, step);
      case ERRORED -> {
        failures.increment();
        record(errored, step);
      }
      case RETRYING -> {
        failures.increment();
        retries.increment();
      }
      default -> {}
    }
  }

  private static void record(Timer timer, StepRecord step) {
    @Nullable Instant end = step.endedAt();
    if (end != null) {
      timer.record(step.startedAt().until(end, ChronoUnit.NANOS), TimeUnit.NANOSECONDS);
    }
  }
}
