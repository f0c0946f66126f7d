package dev.holdfast.web.instance;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import dev.holdfast.web.security.Caller;
import jakarta.ws.rs.core.SecurityContext;

/** Turns what callers ask for into what the engine is asked. */
final class NewInstances {

  private final InstanceService instances;
  private final String workflow;
  private final String caller;

  NewInstances(InstanceService instances, String workflow, SecurityContext security) {
    this.instances = instances;
    this.workflow = workflow;
    this.caller = Caller.of(security);
  }

  NewInstance of(CreateRequest request) {
    return new NewInstance(
        workflow,
        request.id(),
        request.params().map(json -> instances.json("params", json)),
        request.startAt(),
        request.retention(),
        request.returnExisting(),
        "api",
        caller);
  }
}
