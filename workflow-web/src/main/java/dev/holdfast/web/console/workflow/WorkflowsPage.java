package dev.holdfast.web.console.workflow;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.web.console.ConsoleEngine;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is the list of the workflows that are deployed, with the numbers of their instances. */
@Named
@RequestScoped
public class WorkflowsPage {

  @Inject private ConsoleEngine engine;

  private @Nullable List<WorkflowRow> rows;

  /** Makes an empty page; Faces does. */
  public WorkflowsPage() {}

  /**
   * Returns the lines.
   *
   * @return the workflows, by name
   */
  public List<WorkflowRow> getRows() {
    if (rows == null) {
      rows =
          engine.workflows().list().stream()
              .map(it -> WorkflowRow.of(it, engine.statistics().counts(it.name())))
              .toList();
    }
    return rows;
  }

  /**
   * Returns the columns with numbers.
   *
   * @return all statuses
   */
  public InstanceStatus[] getStatuses() {
    return InstanceStatus.values();
  }
}
