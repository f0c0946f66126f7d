package dev.holdfast.engine;

import dev.holdfast.api.CreateOptions.IfExists;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.InstanceRecord.Parent;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import dev.holdfast.engine.run.ChildRequest;
import dev.holdfast.engine.run.Children;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.reflect.Type;
import java.util.Optional;

/** Creates children for the runs of their parents, and passes hints between them. */
final class ChildCreation implements Children {

  private final Creation creation;
  private final WorkflowRegistry registry;
  private final PayloadCodec codec;
  private final Node node;
  private final ChildCloser closer;

  ChildCreation(
      Creation creation,
      WorkflowRegistry registry,
      PayloadCodec codec,
      Node node,
      ChildCloser closer) {
    this.creation = creation;
    this.registry = registry;
    this.codec = codec;
    this.node = node;
    this.closer = closer;
  }

  @Override
  public Optional<InstanceRecord> start(ChildRequest request) {
    Type payload = registry.get(request.key().workflow()).payloadType();
    NewInstance child =
        NewInstance.of(request.key().workflow(), "child", "")
            .withId(request.key().id())
            .withRetention(request.options().retention())
            .withParent(request.parent());
    if (request.options().params().isPresent()) {
      child = child.withParams(encode(request, request.options().params().get(), payload));
    }
    if (request.options().ifExists() == IfExists.RETURN) {
      child = child.returningExisting();
    }
    return creation.createChild(child, request.lease());
  }

  private EncodedValue encode(ChildRequest request, Object params, Type payload) {
    try {
      return codec.encode(params, payload);
    } catch (UnencodableException e) {
      throw new InvalidRequestException(
          "params.invalid",
          "params of child '%s' cannot be stored as %s, the payload of workflow '%s': %s (params.invalid)"
              .formatted(
                  request.key().id(),
                  payload.getTypeName(),
                  request.key().workflow(),
                  e.getMessage()),
          e);
    }
  }

  @Override
  public void told(Parent parent) {
    node.inboxChanged(parent.number());
  }

  @Override
  public void left() {
    closer.hint();
  }
}
