package dev.holdfast.tracing;

import dev.holdfast.engine.model.InstanceRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Gives each life of an instance a trace that every server can work out by itself: nothing has to
 * be stored for runs on different servers, years apart, to be in one trace.
 */
final class InstanceTrace {

  private static final int SPAN_ID_LENGTH = 16;

  private InstanceTrace() {}

  /** Returns the context in which the runs of an instance are. */
  static Context of(InstanceRecord instance) {
    String identity =
        "%s/%d/%s".formatted(instance.key(), instance.epoch(), instance.origin().createdAt());
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            hex(identity),
            hex("span of " + identity).substring(0, SPAN_ID_LENGTH),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return Context.root().with(Span.wrap(parent));
  }

  private static String hex(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
