package dev.holdfast.engine;

import dev.holdfast.api.WorkflowListener;
import dev.holdfast.engine.log.LogFeed;
import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.node.Node;
import dev.holdfast.engine.port.Measurements;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.engine.schedule.Scheduler;
import dev.holdfast.engine.statistics.Meter;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts the engine together: one for each server process, between {@link #start} and {@link #stop}.
 */
public final class Engine implements NodeStatus {

  private final Node node;
  private final Scheduler scheduler;
  private final EngineInstanceService instances;
  private final EngineScheduleService schedules;
  private final EndWaiters waiters = new EndWaiters();
  private final LogFeed logs;
  private final Meter meter;
  private final Ports ports;

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
    this.logs = new LogFeed(ports, this::running);
    this.meter = new Meter(registry, this::running);
    Ports watched = logs.watch(ports, meter);
    this.ports = watched;
    this.node = new Node(nodeName, watched, settings, registry, probe);
    this.scheduler = new Scheduler(watched, registry, settings.missedFirings(), node::hint);
    this.instances =
        new EngineInstanceService(watched, registry, node, new Onlookers(waiters, logs));
    this.schedules = new EngineScheduleService(watched, registry, node, scheduler);
  }

  /**
   * Adds a listener to the instances of this node; to be called before {@link #start}.
   *
   * @param listener is told what happens to instances as a whole
   */
  public void add(WorkflowListener listener) {
    logs.add(listener);
  }

  /**
   * Adds somebody who measures; to be called before {@link #start}.
   *
   * @param measurements is told what this node does
   */
  public void add(Measurements measurements) {
    meter.add(measurements);
  }

  private Optional<InstanceRecord> running(long instance) {
    return node.find(instance);
  }

  /** Joins the cluster; the first tick goes on with everything that is due. */
  public void start() {
    scheduler.start();
    node.start(waiters::ended, instances.children());
  }

  /** Lets bodies in flight end, within the grace time, and leaves the cluster. */
  public void stop() {
    scheduler.stop();
    node.stop();
    logs.close();
  }

  /** Does what is to be done about every second; see {@link Node#tick}. */
  public void tick() {
    node.tick();
    scheduler.tick();
    logs.tick();
    instances.lookForEnds();
    instances.closer().hint();
  }

  @Override
  public boolean isLeaseInForce() {
    return node.isLeaseInForce();
  }

  @Override
  public long incarnation() {
    return node.incarnation();
  }

  @Override
  public int executing() {
    return node.executing();
  }

  @Override
  public int slots() {
    return node.slots();
  }

  /**
   * Tells how far purging is behind; reads the database.
   *
   * @return for how long the instance has been overdue whose purge was due first; zero when none is
   */
  public Duration purgeLag() {
    return node.purgeLag();
  }

  /**
   * Wakes the instance that waits for a batch job.
   *
   * @param call the call that has ended; told once for each attempt
   * @param epoch present life of the instance
   */
  public void tell(BatchCall call, int epoch) {
    EventRecord event =
        new EventRecord(
            ports.ids().nextEventNumber(),
            call.key().instance(),
            epoch,
            call.eventId(),
            call.key().eventType(),
            null,
            ports.clock().instant());
    Change told = new Change.EventAccepted(event);
    if (node.writer().write(List.of(told)).get(0) == Outcome.APPLIED) {
      node.eventStored(event);
    }
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
   * Returns what creates many instances, each by itself, for jobs.
   *
   * @return creates instances
   */
  public EachCreation eachCreation() {
    return instances.eachCreation();
  }

  /**
   * Returns what steers many instances that rest, for jobs.
   *
   * @return steers instances
   */
  public RestingInstances resting() {
    return instances.resting();
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
