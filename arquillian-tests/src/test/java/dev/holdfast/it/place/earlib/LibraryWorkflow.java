package dev.holdfast.it.place.earlib;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** Returns what was injected into it, in a class of its own archive. */
@Workflow("placed-in-library")
public class LibraryWorkflow
    implements WorkflowEntrypoint<Map<String, Object>, LibraryWorkflow.Result> {

  @Inject private Bean bean;
  @EJB private Greeter greeter;

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
    Result result = step.run("look", () -> new Result(bean.text(event.workflowName()), greeting()));
    step.waitForEvent("go", "go", String.class);
    return result;
  }

  /** Payara Server injects EJBs into a library only while it runs a web request. */
  private String greeting() {
    return greeter == null ? "not injected" : greeter.greet();
  }
}
