package dev.holdfast.engine;

import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.engine.schedule.Scheduler;
import dev.holdfast.engine.workflow.WorkflowRegistry;

/**
 * Puts the engine together: one for each server process, between {@link #start} and {@link #stop}.
 */
public final class Engine implements NodeStatus {

  private final Node node;
  private final Scheduler scheduler;
  private final EngineInstanceService instances;
  private final EngineScheduleService schedules;
  private final EndWaiters waiters = new EndWaiters();

  /**
   * Prepares an engine.
   *
   * @param nodeName name of this server process, unique among live ones
   * @param ports the outside
   * @param settings numbers that the installation has chosen
   * @param registry the workflows that are deployed
   */
  public Engine(String nodeName, Ports ports, EngineSettings settings, WorkflowRegistry registry) {
    this(nodeName, ports, settings, registry, StepProbe.NONE);
  }

  /**
   * Prepares an engine for tests.
   *
   * @param nodeName name of this server process, unique among live ones
   * @param ports the outside
   * @param settings numbers that the installation has chosen
   * @param registry the workflows that are deployed
   * @param probe says where a test wants something else
   */
  public Engine(
      String nodeName,
      Ports ports,
      EngineSettings settings,
      WorkflowRegistry registry,
      StepProbe probe) {
    this.node = new Node(nodeName, ports, settings, registry, probe);
    this.scheduler = new Scheduler(ports, registry, settings.missedFirings(), node::hint);
    this.instances = new EngineInstanceService(ports, settings, registry, node, waiters);
    this.schedules = new EngineScheduleService(ports, registry, node, scheduler);
  }

  /** Joins the cluster; the first tick goes on with everything that is due. */
  public void start() {
    scheduler.start();
    node.start(waiters::ended);
  }

  /** Lets bodies in flight end, within the grace time, and leaves the cluster. */
  public void stop() {
    scheduler.stop();
    node.stop();
  }

  /** Does what is to be done about every second; see {@link Node#tick}. */
  public void tick() {
    node.tick();
    scheduler.tick();
  }

  @Override
  public boolean isLeaseInForce() {
    return node.isLeaseInForce();
  }

  /**
   * Returns the door for callers.
   *
   * @return starts, finds and steers instances
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
}
