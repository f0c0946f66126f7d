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

  /** Tells whether the server injects EJBs into beans of a library of the whole application. */
  default boolean injectsEjbsIntoLibraries() {
    return true;
  }

  @Test
  default void runsAWorkflowOfAnEjbArchive() {
    assertThat(run("placed-in-ejb-jar", EjbJarWorkflow.Result.class)).contains("ejb=Hello");
  }

  @Test
  default void runsAWorkflowOfALibrary() {
    String result = run("placed-in-library", LibraryWorkflow.Result.class);

    if (injectsEjbsIntoLibraries()) {
      assertThat(result).contains("ejb=Hello");
    }
  }

  @Test
  default void runsAWorkflowOfALibraryOfTheWebArchive() {
    assertThat(run("placed-in-web-library", WebLibraryWorkflow.Result.class)).contains("ejb=Hello");
  }

  @Test
  default void runsAWorkflowOfTheWebArchive() {
    assertThat(run("placed-in-web", WebWorkflow.Result.class)).contains("ejb=Hello");
  }

  /**
   * Lets the workflow be read back in the middle, so that its journal is replayed.
   *
   * @return its output as a text
   */
  private static String run(String workflow, Class<?> resultType) {
    WorkflowInstance instance = Container.workflows(workflow).create();
    Kitchen.awaitStatus(instance, InstanceStatus.WAITING);

    instance.sendEvent("go", "now");

    Object output = Kitchen.awaitOutput(instance);
    assertThat(output).isExactlyInstanceOf(resultType);
    assertThat(output).asString().contains("bean=a bean for " + workflow);
    return String.valueOf(output);
  }
}
