package dev.holdfast.engine.client;

import dev.holdfast.api.BatchCreation;
import dev.holdfast.api.BatchDeletion;
import dev.holdfast.api.CreateOptions;
import dev.holdfast.api.CreateOptions.IfExists;
import dev.holdfast.api.InvalidOptionException;
import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.InstanceService.BatchEntry;
import dev.holdfast.engine.InstanceService.Created;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.port.PayloadCodec.UnencodableException;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Starts and finds the instances of one workflow. */
final class EngineWorkflows implements Workflows {

  private final String name;
  private final InstanceService instances;
  private final PayloadCodec codec;
  private final WorkflowRegistry registry;

  EngineWorkflows(
      String name, InstanceService instances, PayloadCodec codec, WorkflowRegistry registry) {
    this.name = name;
    this.instances = instances;
    this.codec = codec;
    this.registry = registry;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WorkflowInstance create(CreateOptions options) {
    Created created = instances.create(request(options));
    return instance(created.instance().key(), created.existing());
  }

  @Override
  public BatchCreation createBatch(List<CreateOptions> entries) {
    return batch(instances.createBatch(entries.stream().map(this::request).toList()));
  }

  @Override
  public BatchCreation createBatch(int count, CreateOptions common) {
    if (common.id().isPresent()) {
      throw new InvalidOptionException(
          "the common options of a batch must not have an id, was '%s'"
              .formatted(common.id().get()));
    }
    NewInstance request = request(common);
    return batch(instances.createBatch(Collections.nCopies(Math.max(0, count), request)));
  }

  @Override
  public BatchDeletion deleteBatch(List<String> ids) {
    return instances.deleteBatch(name, ids);
  }

  private NewInstance request(CreateOptions options) {
    Type payload = registry.get(name).payloadType();
    return new NewInstance(
        name,
        options.id(),
        options.params().map(params -> encode(params, payload)),
        options.startAt(),
        options.retention(),
        options.ifExists() == IfExists.RETURN,
        "java",
        "");
  }

  private BatchCreation batch(List<BatchEntry> entries) {
    List<WorkflowInstance> created = new ArrayList<>();
    List<BatchCreation.Failure> errors = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      BatchEntry entry = entries.get(i);
      int index = i;
      entry.created().ifPresent(it -> created.add(instance(it.instance().key(), it.existing())));
      entry
          .error()
          .ifPresent(
              e ->
                  errors.add(
                      new BatchCreation.Failure(
                          index, entry.id(), e.code(), String.valueOf(e.getMessage()))));
    }
    return new BatchCreation(created, errors);
  }

  @Override
  public WorkflowInstance get(String id) {
    return instance(instances.get(new InstanceKey(name, id)).key(), false);
  }

  @Override
  public Optional<WorkflowInstance> find(String id) {
    return instances
        .find(new InstanceKey(name, id))
        .map(instance -> instance(instance.key(), false));
  }

  private WorkflowInstance instance(InstanceKey key, boolean existing) {
    return new EngineWorkflowInstance(key, existing, instances, codec, registry);
  }

  private EncodedValue encode(Object params, Type payload) {
    try {
      return codec.encode(params, payload);
    } catch (UnencodableException e) {
      throw new InvalidRequestException(
          "params.invalid",
          "params cannot be stored as %s, the payload of workflow '%s': %s (params.invalid)"
              .formatted(payload.getTypeName(), name, e.getMessage()),
          e);
    }
  }
}
