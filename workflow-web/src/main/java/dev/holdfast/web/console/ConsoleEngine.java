package dev.holdfast.web.console;

import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Holds what the pages ask of the engine. Pages keep a proxy of it between two requests, which can
 * be stored with their state; the services themselves cannot.
 */
@ApplicationScoped
public class ConsoleEngine {

  @Inject private InstanceService instances;
  @Inject private ScheduleService schedules;
  @Inject private ParkedMessageService messages;
  @Inject private WorkflowRegistry workflows;
  @Inject private NodeStore nodes;
  @Inject private StatisticsService statistics;
  @Inject private JobService jobs;
  @Inject private AuditService audit;

  /**
   * Returns the door to instances.
   *
   * @return starts, finds and steers them
   */
  public InstanceService instances() {
    return instances;
  }

  /**
   * Returns the door to schedules.
   *
   * @return shows and steers them
   */
  public ScheduleService schedules() {
    return schedules;
  }

  /**
   * Returns the door to parked messages.
   *
   * @return shows, retries and drops them
   */
  public ParkedMessageService messages() {
    return messages;
  }

  /**
   * Returns the deployed workflows.
   *
   * @return the registry
   */
  public WorkflowRegistry workflows() {
    return workflows;
  }

  /**
   * Returns the servers of the cluster.
   *
   * @return the node store
   */
  public NodeStore nodes() {
    return nodes;
  }

  /**
   * Returns the door to jobs.
   *
   * @return starts, shows, stops and restarts bulk work
   */
  public JobService jobs() {
    return jobs;
  }

  /**
   * Returns the door to the audit trail.
   *
   * @return shows who has done what
   */
  public AuditService audit() {
    return audit;
  }

  /**
   * Returns how all servers together are doing.
   *
   * @return the numbers
   */
  public StatisticsService statistics() {
    return statistics;
  }
}
