package dev.holdfast.testing;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowDefinition.Entrypoint;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes definitions of what a test deploys, without schedules: a test creates its instances. */
final class Definitions {

  private static final String VERSION = "test";

  private Definitions() {}

  /** Defines a class with a constructor without parameters, public or not. */
  static WorkflowDefinition of(Class<? extends WorkflowEntrypoint<?, ?>> type) {
    return of(type, () -> construct(type));
  }

  /** Defines a class whose objects somebody else makes. */
  static WorkflowDefinition of(
      Class<? extends WorkflowEntrypoint<?, ?>> type,
      Supplier<? extends WorkflowEntrypoint<?, ?>> source) {
    return WorkflowDefinition.of(type, VERSION, () -> new Entrypoint(source.get(), () -> {}));
  }

  /** Defines code that is written in place. */
  static WorkflowDefinition of(String name, WorkflowEntrypoint<Map<String, Object>, ?> code) {
    return new WorkflowDefinition(
        name,
        code.getClass(),
        Map.class,
        Object.class,
        VERSION,
        Workflow.DEFAULT_STEP_LIMIT,
        List.of(),
        false,
        () -> new Entrypoint(code, () -> {}));
  }

  /** Returns the name that the annotation gives. */
  static String nameOf(Class<? extends WorkflowEntrypoint<?, ?>> type) {
    return of(type).name();
  }

  private static WorkflowEntrypoint<?, ?> construct(
      Class<? extends WorkflowEntrypoint<?, ?>> type) {
    try {
      Constructor<? extends WorkflowEntrypoint<?, ?>> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new WorkflowException(
          "workflow.invalid_class",
          "Class %s cannot be made by its constructor without parameters: deploy it with what makes its objects. (%s)"
              .formatted(type.getName(), e),
          e);
    }
  }
}
