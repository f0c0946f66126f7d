package dev.holdfast.engine.run;

import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.WorkflowSettings;
import dev.holdfast.engine.port.Ports;

/**
 * Holds what all runs of a node share.
 *
 * @param ports the outside
 * @param writer makes their changes durable
 * @param watch watches their bodies
 * @param settings numbers that the installation has chosen, for the workflow in question
 * @param children does what has to do with other instances
 * @param probe says where a test wants something else
 */
public record RunServices(
    Ports ports,
    JournalWriter writer,
    BodyWatch watch,
    EngineSettings settings,
    Children children,
    StepProbe probe) {

  /**
   * Returns the same services with the numbers of a workflow.
   *
   * @param workflow what holds for it
   * @return the new services
   */
  public RunServices of(WorkflowSettings workflow) {
    return new RunServices(ports, writer, watch, settings.withWorkflows(workflow), children, probe);
  }
}
