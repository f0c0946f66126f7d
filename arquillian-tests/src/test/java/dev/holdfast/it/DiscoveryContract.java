package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowInstance;
import dev.holdfast.it.place.earlib.LibraryWorkflow;
import dev.holdfast.it.place.ejbjar.EjbJarWorkflow;
import dev.holdfast.it.place.web.WebWorkflow;
import dev.holdfast.it.place.weblibrary.WebLibraryWorkflow;
import org.junit.jupiter.api.Test;

/**
 * Says that workflows are found wherever they lie in an application, get what they inject, and that
 * results of their own classes come back.
 */
public interface DiscoveryContract {

  @Test
  default void runsAWorkflowOfAnEjbArchive() {
    assertRuns("placed-in-ejb-jar", EjbJarWorkflow.Result.class);
  }

  @Test
  default void runsAWorkflowOfALibrary() {
    assertRuns("placed-in-library", LibraryWorkflow.Result.class);
  }

  @Test
  default void runsAWorkflowOfALibraryOfTheWebArchive() {
    assertRuns("placed-in-web-library", WebLibraryWorkflow.Result.class);
  }

  @Test
  default void runsAWorkflowOfTheWebArchive() {
    assertRuns("placed-in-web", WebWorkflow.Result.class);
  }

  /** Lets the workflow be read back in the middle, so that its journal is replayed. */
  private static void assertRuns(String workflow, Class<?> resultType) {
    WorkflowInstance instance = Container.workflows(workflow).create();
    Kitchen.awaitStatus(instance, InstanceStatus.WAITING);

    instance.sendEvent("go", "now");

    Object output = Kitchen.awaitOutput(instance);
    assertThat(output).isExactlyInstanceOf(resultType);
    assertThat(output).asString().contains("bean=a bean for " + workflow, "ejb=Hello");
  }
}
