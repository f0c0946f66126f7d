package dev.holdfast.container;

import dev.holdfast.api.WorkflowDirectory;
import dev.holdfast.api.WorkflowRef;
import dev.holdfast.api.Workflows;
import dev.holdfast.engine.InstanceService;
import dev.holdfast.engine.NodeStatus;
import dev.holdfast.engine.ScheduleService;
import dev.holdfast.engine.audit.AuditService;
import dev.holdfast.engine.batch.CalledWorkflows;
import dev.holdfast.engine.job.JobRunner;
import dev.holdfast.engine.job.JobService;
import dev.holdfast.engine.message.Intake;
import dev.holdfast.engine.message.ParkedMessageService;
import dev.holdfast.engine.port.IdSource;
import dev.holdfast.engine.port.MetricsExport;
import dev.holdfast.engine.port.NodeStore;
import dev.holdfast.engine.probe.TestAccess;
import dev.holdfast.engine.statistics.StatisticsService;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engine's parts injectable. What starts, shows and steers instances asks for the roles
 * of the caller; the Java client of applications does not: their code is trusted.
 */
@Dependent
public class EngineProducer {

  @EJB private @Nullable EngineBean engine;

  /** Makes the bean; CDI does. */
  public EngineProducer() {}

  /**
   * Produces the engine's door.
   *
   * @return starts, finds and steers instances
   */
  @Produces
  public InstanceService instances() {
    return engine().doors().instances();
  }

  /**
   * Produces the engine's door to schedules.
   *
   * @return shows and steers schedules
   */
  @Produces
  public ScheduleService schedules() {
    return engine().doors().schedules();
  }

  /**
   * Produces the numbers of all servers together.
   *
   * @return counts what is stored
   */
  @Produces
  public StatisticsService statistics() {
    return engine().statistics();
  }

  /**
   * Produces what has been measured.
   *
   * @return writes the metrics of this server
   */
  @Produces
  public MetricsExport metrics() {
    return engine().metrics();
  }

  /**
   * Produces the status of this server.
   *
   * @return how its node is doing
   */
  @Produces
  public NodeStatus status() {
    return engine().status();
  }

  /**
   * Produces what tests may change.
   *
   * @return nothing unless this server is in test mode
   */
  @Produces
  public TestAccess testAccess() {
    return engine().doors().testAccess();
  }

  /**
   * Produces the registry.
   *
   * @return the deployed workflows
   */
  @Produces
  public WorkflowRegistry registry() {
    return engine().registry();
  }

  /**
   * Produces the node store.
   *
   * @return the nodes of the cluster
   */
  @Produces
  public NodeStore nodes() {
    return engine().nodes();
  }

  /**
   * Produces the door to parked messages.
   *
   * @return shows, retries and drops messages that could not be accepted
   */
  @Produces
  public ParkedMessageService parkedMessages() {
    return engine().doors().parkedMessages();
  }

  /**
   * Produces the door to the audit trail.
   *
   * @return shows who has done what
   */
  @Produces
  public AuditService audit() {
    return engine().doors().audit();
  }

  /**
   * Produces the door to jobs.
   *
   * @return starts, shows, stops and restarts bulk work on instances
   */
  @Produces
  public JobService jobs() {
    return engine().doors().jobs();
  }

  /**
   * Produces what works on jobs.
   *
   * @return is called by the batch runtime
   */
  @Produces
  public JobRunner jobRunner() {
    return engine().jobRunner();
  }

  /**
   * Produces what batch jobs start workflows by.
   *
   * @return gives access to instances
   */
  @Produces
  public CalledWorkflows calledWorkflows() {
    return engine().calledWorkflows();
  }

  /**
   * Produces what takes messages over.
   *
   * @return accepts messages or parks them
   */
  @Produces
  public Intake intake() {
    return engine().intake();
  }

  /**
   * Produces the source of ids.
   *
   * @return gives out identities
   */
  @Produces
  public IdSource ids() {
    return engine().ids();
  }

  /**
   * Produces the directory of workflows.
   *
   * @return the clients of all workflows
   */
  @Produces
  public WorkflowDirectory directory() {
    return engine().directory();
  }

  /**
   * Produces the client that an injection point names.
   *
   * @param point where it is injected, with {@link WorkflowRef}
   * @return the client of that workflow
   */
  @Produces
  @WorkflowRef
  public Workflows workflows(InjectionPoint point) {
    WorkflowRef reference =
        point.getQualifiers().stream()
            .filter(WorkflowRef.class::isInstance)
            .map(WorkflowRef.class::cast)
            .findFirst()
            .orElseThrow();
    return engine().directory().lazy(reference.value());
  }

  private EngineBean engine() {
    return Objects.requireNonNull(engine, "The container has not injected the engine");
  }
}
