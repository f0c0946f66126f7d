package dev.holdfast.web.instance;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NewInstance;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Turns what callers ask for into what the engine is asked. */
final class NewInstances {

  private final InstanceService instances;
  private final String workflow;
  private final String caller;

  NewInstances(InstanceService instances, String workflow, SecurityContext security) {
    this.instances = instances;
    this.workflow = workflow;
    @Nullable Principal principal = security.getUserPrincipal();
    this.caller = principal == null ? "" : principal.getName();
  }

  NewInstance of(CreateRequest request) {
    return new NewInstance(
        workflow,
        request.id(),
        request.params().map(json -> instances.json("params", json)),
        request.startAt(),
        request.returnExisting(),
        "api",
        caller);
  }
}
