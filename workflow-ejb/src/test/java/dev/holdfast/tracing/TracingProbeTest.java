package dev.holdfast.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Origin;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepKind;
import dev.holdfast.engine.run.StepProbe;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracingProbeTest {

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final StepKey STEP = new StepKey(StepKind.RUN, "", "pay", 1);

  private final TracingProbe probe = new TracingProbe(StepProbe.NONE, TELEMETRY::getOpenTelemetry);

  @Test
  void putsStepsIntoTheSpanOfTheirRun() throws Exception {
    InstanceRecord instance = instance(1);
    AtomicReference<String> current = new AtomicReference<>();

    probe.starts(instance);
    run(
        instance,
        context -> {
          current.set(Span.current().getSpanContext().getSpanId());
          return "paid";
        });
    probe.leaves(instance);

    assertThat(TELEMETRY.getSpans())
        .extracting(span -> span.getName() + " " + span.getStatus().getStatusCode())
        .containsExactly("run pay UNSET", "run order UNSET");
    assertThat(TELEMETRY.getSpans().get(0).getParentSpanId())
        .isEqualTo(TELEMETRY.getSpans().get(1).getSpanId());
    assertThat(TELEMETRY.getSpans().get(0).getSpanId()).isEqualTo(current.get());
  }

  @Test
  void putsAllRunsOfALifeIntoOneTrace() {
    InstanceRecord first = instance(1);
    InstanceRecord second = instance(1);
    InstanceRecord restarted = instance(2);

    for (InstanceRecord run : new InstanceRecord[] {first, second, restarted}) {
      probe.starts(run);
      probe.leaves(run);
    }

    assertThat(TELEMETRY.getSpans()).hasSize(3);
    assertThat(TELEMETRY.getSpans().get(1).getTraceId())
        .isEqualTo(TELEMETRY.getSpans().get(0).getTraceId())
        .isNotEqualTo(TELEMETRY.getSpans().get(2).getTraceId());
  }

  @Test
  void marksAnAttemptThatFails() {
    InstanceRecord instance = instance(1);
    probe.starts(instance);

    assertThatThrownBy(
            () ->
                run(
                    instance,
                    context -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(TELEMETRY.getSpans().get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(TELEMETRY.getSpans().get(0).getEvents()).hasSize(1);
  }

  @Test
  void leavesEverythingAsItIsWithoutTheApi() {
    assertThat(Tracing.around(StepProbe.NONE, ClassLoader.getPlatformClassLoader()))
        .isSameAs(StepProbe.NONE);
    assertThat(Tracing.around(StepProbe.NONE, TracingProbeTest.class.getClassLoader()))
        .isInstanceOf(TracingProbe.class);
  }

  @Test
  void makesNoSpansWhenNobodyCollectsThem() throws Exception {
    InstanceRecord instance = instance(1);
    TracingProbe idle = new TracingProbe(StepProbe.NONE, OpenTelemetry::noop);

    idle.starts(instance);
    Object result =
        run(idle, instance, given -> Span.current().getSpanContext().isValid() ? "traced" : "run");
    idle.leaves(instance);

    assertThat(result).isEqualTo("run");
  }

  private Object run(InstanceRecord instance, StepBody<?> body) throws Exception {
    return run(probe, instance, body);
  }

  private static Object run(TracingProbe probe, InstanceRecord instance, StepBody<?> body)
      throws Exception {
    StepContext context =
        new StepContext("pay", 1, 1, EngineSettings.DEFAULT.stepDefaults(), "key");
    return probe.body(instance, STEP, context, body).run(context);
  }

  private static InstanceRecord instance(int epoch) {
    return InstanceRecord.queued(
            1, new InstanceKey("order", "a"), new Origin(null, START, "1", "java", ""), START)
        .edit()
        .epoch(epoch)
        .build();
  }
}
