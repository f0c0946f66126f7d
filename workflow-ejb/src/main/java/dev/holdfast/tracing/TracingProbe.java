package dev.holdfast.tracing;

import dev.holdfast.api.StepBody;
import dev.holdfast.api.StepContext;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.run.StepProbe;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each run, and within it one of each attempt of a step, current while the body
 * executes: what the body calls is in the trace too. Everything else is asked of another probe.
 * Thread-safe.
 */
final class TracingProbe implements StepProbe {

  private static final String NAME = "dev.holdfast";

  /** What there is as long as nobody has set up an SDK or an agent. */
  private static final Tracer NONE = TracerProvider.noop().get(NAME);

  private final StepProbe next;
  private final Supplier<OpenTelemetry> source;
  private final Map<InstanceRecord, Span> runs =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * Makes a probe.
   *
   * @param next is asked too
   * @param source tells where spans go; asked for each, since it may be set up late
   */
  TracingProbe(StepProbe next, Supplier<OpenTelemetry> source) {
    this.next = next;
    this.source = source;
  }

  static StepProbe global(StepProbe next) {
    return new TracingProbe(next, GlobalOpenTelemetry::get);
  }

  private Tracer tracer() {
    return source.get().getTracer(NAME);
  }

  @Override
  public void starts(InstanceRecord instance) {
    Tracer tracer = tracer();
    if (tracer != NONE) { // else its trace would be worked out for nothing, for each run
      runs.put(instance, started(tracer, instance));
    }
    next.starts(instance);
  }

  private static Span started(Tracer tracer, InstanceRecord instance) {
    return tracer
        .spanBuilder("run " + instance.key().workflow())
        .setParent(InstanceTrace.of(instance))
        .setAttribute("holdfast.workflow", instance.key().workflow())
        .setAttribute("holdfast.instance", instance.key().id())
        .setAttribute("holdfast.epoch", instance.epoch())
        .startSpan();
  }

  @Override
  public void leaves(InstanceRecord instance) {
    @Nullable Span span = runs.remove(instance);
    if (span != null) {
      span.end();
    }
    next.leaves(instance);
  }

  @Override
  public boolean mocks(InstanceRecord instance, StepKey step) {
    return next.mocks(instance, step);
  }

  @Override
  public StepBody<?> body(
      InstanceRecord instance, StepKey step, StepContext context, StepBody<?> body) {
    StepBody<?> asked = next.body(instance, step, context, body);
    return given -> traced(instance, step, given, asked);
  }

  @SuppressWarnings({"NullAway", "try"}) // a body may return null; a scope is only closed
  private Object traced(
      InstanceRecord instance, StepKey step, StepContext context, StepBody<?> body)
      throws Exception {
    Tracer tracer = tracer();
    if (tracer == NONE) {
      return body.run(context);
    }
    Span span =
        tracer
            .spanBuilder(step.kind().wireName() + " " + step.name())
            .setParent(parent(instance))
            .setAttribute("holdfast.workflow", instance.key().workflow())
            .setAttribute("holdfast.instance", instance.key().id())
            .setAttribute("holdfast.step", step.shown())
            .setAttribute("holdfast.attempt", context.attempt())
            .startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return body.run(context);
    } catch (Throwable e) { // of whatever kind: the attempt sees it all the same
      span.setStatus(StatusCode.ERROR);
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }

  private Context parent(InstanceRecord instance) {
    @Nullable Span run = runs.get(instance);
    return run == null ? InstanceTrace.of(instance) : Context.root().with(run);
  }

  @Override
  public void reaches(InstanceRecord instance, StepKey step) {
    next.reaches(instance, step);
  }

  @Override
  public void compensates(InstanceRecord instance, StepKey step) {
    next.compensates(instance, step);
  }

  @Override
  public boolean skipsSleep(InstanceRecord instance, StepKey sleep) {
    return next.skipsSleep(instance, sleep);
  }

  @Override
  public boolean skipsRetryDelay(InstanceRecord instance, StepKey step) {
    return next.skipsRetryDelay(instance, step);
  }

  @Override
  public boolean timesOut(InstanceRecord instance, StepKey wait) {
    return next.timesOut(instance, wait);
  }
}
