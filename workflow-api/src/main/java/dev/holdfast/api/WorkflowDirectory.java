package dev.holdfast.api;

import java.util.List;

/** Lists the workflows that are deployed. Injectable; may be used from any thread. */
public interface WorkflowDirectory {

  /**
   * Returns the client of a workflow.
   *
   * @param name name of the workflow
   * @return its client
   * @throws WorkflowNotFoundException when no workflow of that name is deployed
   */
  Workflows get(String name);

  /**
   * Lists the names of the workflows that are deployed.
   *
   * @return the names, sorted
   */
  List<String> names();
}
