package dev.holdfast.engine.client;

import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.port.PayloadCodec;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.util.List;

/** Gives the client of each deployed workflow. */
public final class EngineDirectory implements WorkflowDirectory {

  private final InstanceService instances;
  private final PayloadCodec codec;
  private final WorkflowRegistry registry;

  /**
   * Makes a directory.
   *
   * @param instances the engine's door
   * @param codec encodes what callers pass
   * @param registry the workflows
   */
  public EngineDirectory(InstanceService instances, PayloadCodec codec, WorkflowRegistry registry) {
    this.instances = instances;
    this.codec = codec;
    this.registry = registry;
  }

  @Override
  public Workflows get(String name) {
    registry.get(name);
    return lazy(name);
  }

  /**
   * Returns the client of a workflow that may be deployed later.
   *
   * @param name name of the workflow
   * @return its client; calls fail with {@code workflow.not_found} while it is not deployed
   */
  public Workflows lazy(String name) {
    return new EngineWorkflows(name, instances, codec, registry);
  }

  @Override
  public List<String> names() {
    return List.copyOf(registry.names());
  }
}
