package dev.holdfast.samples.invoice;

import dev.holdfast.api.Workflow;
import dev.holdfast.api.WorkflowEntrypoint;
import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.api.WorkflowStep;
import jakarta.inject.Inject;

/**
 * Issues invoices, each in a transactional step: the row, the message and the record of the step
 * are committed together or not at all.
 */
@Workflow("invoicing")
public class Invoicing implements WorkflowEntrypoint<InvoiceRun, Integer> {

  private final InvoiceOffice office;

  /**
   * Makes the workflow.
   *
   * @param office where invoices are issued
   */
  @Inject
  public Invoicing(InvoiceOffice office) {
    this.office = office;
  }

  @Override
  public Integer run(WorkflowEvent<InvoiceRun> event, WorkflowStep step) {
    InvoiceRun run = event.payload();
    for (int i = 1; i <= run.invoices(); i++) {
      String number = event.instanceId() + "-" + i;
      step.transactional("issue invoice", () -> office.issue(number, run.customer()));
    }
    return run.invoices();
  }
}
