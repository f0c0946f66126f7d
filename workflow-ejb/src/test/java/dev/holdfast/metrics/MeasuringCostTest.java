package dev.holdfast.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.model.StepRecord;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Says what measuring costs for each step; prints how long it takes. */
class MeasuringCostTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROUNDS = 200_000;

  /** What the registry itself allocates for a measured time. */
  private static final int MOST_BYTES = 200;

  private final EngineMeters meters =
      new EngineMeters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

  @Test
  void allocatesNoMoreForAStepThanTheRegistryDoes() {
    StepRecord step =
        StepRecord.started(new StepKey(StepKind.RUN, "", "pay", 1), 1, START)
            .completed(1, null, START.plusMillis(3));
    repeat(step);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();

    repeat(step);

    long nanos = System.nanoTime() - began;
    long allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
    System.out.printf(
        "An instance of one step: %d ns, %d bytes%n", nanos / ROUNDS, allocated / ROUNDS);
    assertThat(allocated / ROUNDS).isLessThan(MOST_BYTES);
  }

  private void repeat(StepRecord step) {
    for (int i = 0; i < ROUNDS; i++) {
      meters.created("w");
      meters.stepWritten("w", step);
      meters.ended("w", InstanceStatus.COMPLETE);
    }
  }
}
