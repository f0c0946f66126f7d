package dev.holdfast.it;

import dev.holdfast.api.WorkflowRef;
import dev.holdfast.api.Workflows;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;

/** Has injected into it what any bean of an application can have. */
@Dependent
public class Injected {

  @Inject
  @WorkflowRef("kitchen-sink")
  private Workflows kitchenSink;

  /** Returns a bean with everything injected. */
  static Injected get() {
    return CDI.current().select(Injected.class).get();
  }

  Workflows kitchenSink() {
    return kitchenSink;
  }
}
