package dev.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowException;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class WorkflowNameTest {

  private final WorkflowRegistry registry = new WorkflowRegistry();

  @Test
  void belongsToOneClassAndTheErrorNamesBoth() {
    registry.register(definition(First.class));

    assertThatThrownBy(() -> registry.register(definition(Second.class)))
        .hasMessageContaining(First.class.getName())
        .hasMessageContaining(Second.class.getName())
        .asInstanceOf(InstanceOfAssertFactories.type(WorkflowException.class))
        .extracting(WorkflowException::code)
        .isEqualTo("workflow.name_taken");
    assertThat(registry.get("shared").type()).isEqualTo(First.class);
  }

  private static WorkflowDefinition definition(Class<?> type) {
    return WorkflowDefinition.of(
        type,
        "1",
        () -> {
          throw new IllegalStateException("Nothing is run here");
        });
  }

  /** Takes the name. */
  @Workflow("shared")
  static class First implements WorkflowEntrypoint<String, String> {
    @Override
    public String run(WorkflowEvent<String> event, WorkflowStep step) {
      return "first";
    }
  }

  /** Wants the same name. */
  @Workflow("shared")
  static class Second implements WorkflowEntrypoint<String, String> {
    @Override
    public String run(WorkflowEvent<String> event, WorkflowStep step) {
      return "second";
    }
  }
}
