package dev.holdfast.it.place.weblibrary;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import dev.holdfast.it.place.earlib.Greeter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** Returns what was injected into it, in a class of its own archive. */
@Workflow("placed-in-web-library")
public class WebLibraryWorkflow
    implements WorkflowEntrypoint<Map<String, Object>, WebLibraryWorkflow.Result> {

  @Inject private Bean bean;
  @Inject private Greeter greeter;

  /** Is what the workflow returns. */
  public record Result(String bean, String ejb) {}

  /** Is a bean of the same archive. */
  @Dependent
  public static class Bean {

    String text(String workflow) {
      return "a bean for " + workflow;
    }
  }

  @Override
  public Result run(WorkflowEvent<Map<String, Object>> event, WorkflowStep step) {
    Result result =
        step.run("look", () -> new Result(bean.text(event.workflowName()), greeter.greet()));
    step.waitForEvent("go", "go", String.class);
    return result;
  }
}
