package dev.holdfast.engine.run;

import dev.holdfast.api.BranchBody;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is the workflow's own strand: it makes the workflow object, runs it, and encodes its output. */
final class MainStrand implements BranchBody<@Nullable Object> {

  private final PayloadCodec codec;
  private final InstanceRecord instance;
  private final WorkflowDefinition definition;

  MainStrand(PayloadCodec codec, InstanceRecord instance, WorkflowDefinition definition) {
    this.codec = codec;
    this.instance = instance;
    this.definition = definition;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the payload is decoded as the declared type
  public @Nullable Object run(WorkflowStep step) throws Exception {
    try (Entrypoint entrypoint = definition.source().open()) {
      WorkflowEntrypoint<Object, Object> workflow =
          (WorkflowEntrypoint<Object, Object>) entrypoint.workflow();
      return workflow.run((WorkflowEvent<Object>) event(), step);
    }
  }

  @SuppressWarnings("NullAway") // a payload may be null
  private WorkflowEvent<?> event() {
    @Nullable EncodedValue params = instance.origin().params();
    @Nullable Object payload =
        params == null ? null : codec.decode(params, definition.payloadType());
    return new WorkflowEvent<@Nullable Object>(
        payload,
        instance.origin().createdAt(),
        instance.key().id(),
        instance.key().workflow(),
        Optional.ofNullable(instance.origin().schedule()));
  }

  boolean hasFailed(Strands strands) {
    return strands.main().failure() != null;
  }

  Failure failure(Strands strands) {
    @Nullable Throwable failure = strands.main().failure();
    if (failure == null) {
      throw new IllegalStateException("The workflow has not failed");
    }
    return Failures.of(failure);
  }

  Output output(Strands strands, int limitBytes) {
    @Nullable Object result = strands.main().result();
    if (result == null) {
      return new Output(null, null);
    }
    try {
      EncodedValue value = codec.encode(result, definition.resultType());
      int size = value.sizeInBytes();
      return size <= limitBytes
          ? new Output(value, null)
          : Output.failed(
              failed(
                  "workflow.output_too_large",
                  ("The output of instance %s has %d bytes, the limit is %d: return a reference to"
                          + " data kept elsewhere.")
                      .formatted(instance.key(), size, limitBytes)));
    } catch (UnencodableException e) {
      return Output.failed(
          failed(
              "workflow.output_not_serializable",
              "The output of instance " + instance.key() + " cannot be stored: " + e.getMessage()));
    }
  }

  private static Failure failed(String code, String message) {
    return Failures.ofEngine(WorkflowException.class, code, message);
  }
}
