package dev.holdfast.engine.node;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.engine.journal.JournalWriter;
import dev.holdfast.engine.journal.WriteSession;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EngineSettings;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.run.BodyWatch;
import dev.holdfast.engine.run.Children;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunListener;
import dev.holdfast.engine.run.RunServices;
import dev.holdfast.engine.run.StepProbe;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import dev.holdfast.engine.workflow.WorkflowRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs instances in this server process. Everything it is told is a hint; {@link #tick}, called
 * every second, finds by itself whatever a hint that got lost would have told.
 */
public final class Node implements RunListener {

  private static final System.Logger LOG = System.getLogger(Node.class.getName());

  /** How often the lease is looked after while bodies in flight get their grace time. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Ports ports;
  private final EngineSettings settings;
  private final WorkflowRegistry registry;
  private final NodeLease lease;
  private final Slots slots;
  private final LiveRuns runs = new LiveRuns();
  private final JournalCache journals;
  private final Claimer claimer;
  private final EventWakes eventWakes;
  private final Recovery recovery;
  private final ReturnNote returnNote;
  private final Purger purger;
  private final JournalWriter writer;
  private final Ownership ownership;
  private final BodyWatch watch;
  private final StepProbe probe;
  private volatile @Nullable RunServices services;
  private volatile Consumer<InstanceRecord> endListener = record -> {};
  private volatile boolean stopping;

  /**
   * Prepares a node; {@link #start} begins it.
   *
   * @param name its name, unique among live nodes
   * @param ports the outside
   * @param settings numbers that the installation has chosen
   * @param registry the workflows that it can run
   * @param probe says where a test wants something else
   */
  public Node(
      String name,
      Ports ports,
      EngineSettings settings,
      WorkflowRegistry registry,
      StepProbe probe) {
    this.ports = ports;
    this.settings = settings;
    this.registry = registry;
    this.probe = probe;
    this.lease =
        new NodeLease(
            ports.nodes(),
            ports.clock(),
            settings.lease(),
            name,
            () -> ports.threads().execute(this::beginAnew));
    this.slots = new Slots(settings.slots(), new Turnover(System::nanoTime));
    this.recovery = new Recovery(ports.queue(), settings.recoveryLimit());
    this.returnNote = new ReturnNote(name);
    this.purger = new Purger(ports, settings.purgeInterval());
    this.journals = new JournalCache(ports.queue(), settings.journalCacheBytes());
    this.claimer = new Claimer(ports, registry, lease, slots, journals, this::startClaimed);
    this.eventWakes = new EventWakes(journals, slots, this::startClaimed, ports.threads());
    this.writer = new JournalWriter(ports.journal(), (WriteSession) lease);
    this.ownership = new Ownership(ports, lease, runs, writer);
    this.watch = new BodyWatch(ports.alarms(), ports.clock());
  }

  /**
   * Joins the cluster; what an earlier process of the name has left goes on with the first tick.
   *
   * @param whenEnded is told of each instance that ends here, with what is stored of it
   * @param children does for runs what has to do with other instances
   */
  public void start(Consumer<InstanceRecord> whenEnded, Children children) {
    services = new RunServices(ports, writer, watch, settings, children, probe);
    endListener = whenEnded;
    lease.begin();
  }

  /**
   * Stops in an orderly way: no new body starts, bodies in flight get the grace time, during which
   * the lease is kept, then they are interrupted; what is not finished goes on elsewhere at once.
   */
  public void stop() {
    stopping = true;
    slots.close(); // what waits for one is stored while the lease is kept
    claimer.stop();
    purger.stop();
    runs.all().forEach(Run::stop);
    try {
      giveGrace();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runs.all().forEach(Run::abandon);
    try {
      lease.end();
    } catch (RuntimeException e) { // the database may be away
      LOG.log(
          Level.WARNING, "The node could not say that it leaves; others find out by its lease", e);
    }
  }

  private void giveGrace() throws InterruptedException {
    long end = System.nanoTime() + settings.shutdownGrace().toNanos();
    Duration rest = settings.shutdownGrace();
    while (!rest.isNegative() && !runs.awaitNone(shorter(rest, BETWEEN_LOOKS))) {
      keepLease();
      rest = Duration.ofNanos(end - System.nanoTime());
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void keepLease() {
    try {
      lease.keep();
    } catch (RuntimeException e) { // the database may be away
      LOG.log(Level.WARNING, "The node could not renew its lease; trying again soon", e);
    }
  }

  /**
   * Keeps the lease, takes over what silent nodes have left, and looks for what is due. To be
   * called about every second, never on a thread that workflow code may occupy.
   */
  public void tick() {
    try {
      lease.keep();
      if (!lease.isJustBack()) {
        ports.nodes().takeOverExpired(lease.node(), settings.lease());
      }
      ownership.check();
      claimer.hint();
      purger.tick();
    } catch (RuntimeException e) { // the database may be away: the next tick tries again
      LOG.log(Level.WARNING, "The node could not reach its database; trying again soon", e);
    }
  }

  /**
   * Returns what makes changes durable.
   *
   * @return the writer of this node
   */
  public JournalWriter writer() {
    return writer;
  }

  /**
   * Returns who this node is at present.
   *
   * @return its incarnation
   */
  public long incarnation() {
    return lease.node();
  }

  /**
   * Counts the instances that execute here.
   *
   * @return how many runs there are
   */
  public int executing() {
    return runs.count();
  }

  /**
   * Returns how many instances may execute here at a time.
   *
   * @return the number of slots
   */
  public int slots() {
    return settings.slots();
  }

  /**
   * Tells whether this node may run instances.
   *
   * @return true when its lease is in force and it is not about to stop
   */
  public boolean isLeaseInForce() {
    return !stopping && lease.isInForce();
  }

  /**
   * Takes a slot for a new instance, unless older ones are waiting for one. Instances of a limited
   * workflow get none: only a claim knows how many of them execute on all nodes.
   *
   * @param workflow its workflow
   * @return true when the caller has to {@link #start} an instance or {@link #giveBackSlot}
   */
  public boolean takeSlot(WorkflowDefinition workflow) {
    return takeSlot(workflow, slots::takeNow);
  }

  /**
   * Takes a slot for a new instance as {@link #takeSlot} does, and waits for it, up to a quarter of
   * a second, where slots come free so fast that it is worth while: what is queued costs the
   * database twice as much.
   *
   * @param workflow its workflow
   * @return true when the caller has to {@link #start} an instance or {@link #giveBackSlot}
   */
  public boolean awaitSlot(WorkflowDefinition workflow) {
    return takeSlot(workflow, slots::takeSoon);
  }

  private boolean takeSlot(WorkflowDefinition workflow, BooleanSupplier way) {
    if (stopping || isLimited(workflow)) {
      return false;
    }
    if (lease.isFenced() || !way.getAsBoolean()) {
      slots.setBacklog(true); // of what its caller stores now
      return false;
    }
    return true;
  }

  /**
   * Gives a slot back that was taken and not used.
   *
   * @param workflow name of the workflow for which it was taken
   */
  public void giveBackSlot(String workflow) {
    slots.giveBack(1);
    claimer.slotFreed(workflow);
  }

  /**
   * Says that a new instance that is due was stored without a slot: one may have become free
   * meanwhile.
   *
   * @param instance as it is stored
   * @param workflow its workflow
   */
  public void leftInQueue(InstanceRecord instance, WorkflowDefinition workflow) {
    journals.queued(instance);
    if (isLimited(workflow)) {
      claimer.limitedIsDue(workflow.name());
      return;
    }
    slots.setBacklog(true);
    if (slots.isAnyFree()) {
      claimer.hint();
    }
  }

  private static boolean isLimited(WorkflowDefinition workflow) {
    return workflow.settings().concurrency().isPresent();
  }

  /**
   * Starts a new instance in a slot taken before.
   *
   * @param instance the instance as stored: running, owned by this node
   */
  public void start(InstanceRecord instance) {
    newRun(instance, new Memory(List.of(), new Inbox(0, List.of()), 0)).start();
  }

  /**
   * Takes a slot for an instance that an event is about to make due, as {@link #takeSlot} does.
   *
   * @param instance the instance as it was read
   * @param type type of the event
   * @return true when the caller has to tell {@link #eventClaimed} or {@link #giveBackSlot}
   */
  public boolean takeSlotFor(InstanceRecord instance, String type) {
    return instance.isAwaiting(type)
        && isLeaseInForce()
        && takeSlot(registry.get(instance.key().workflow()));
  }

  /**
   * Says that an event has been stored and has claimed its instance for this node.
   *
   * @param waiting the instance as it was before, waiting
   * @param event the event
   * @param claimant the incarnation of this node before the event was handed over; if it has ended
   *     meanwhile, the instance is not started: another one may have it already
   */
  public void eventClaimed(InstanceRecord waiting, EventRecord event, long claimant) {
    if (claimant == lease.node()) {
      eventWakes.claimed(waiting, event, claimant);
    } else {
      giveBackSlot(waiting.key().workflow());
    }
  }

  /** Says that something may be due now. */
  public void hint() {
    claimer.hint();
  }

  /**
   * Says that something will be due.
   *
   * @param at when
   */
  public void dueAt(Instant at) {
    claimer.dueAt(at);
  }

  /**
   * Returns an instance that has begun to wait on this node for events of a type, without reading
   * it. It may have changed since: {@link Change.EventAccepted} has the database compare.
   *
   * @param key the instance
   * @param type type of an event
   * @return the instance as it was; empty when it must be read
   */
  public Optional<InstanceRecord> findWaiting(InstanceKey key, String type) {
    return journals.findWaiting(key, type);
  }

  /**
   * Says that an instance is not as this node knows it.
   *
   * @param instance the instance as it was
   */
  public void forget(InstanceRecord instance) {
    journals.changed(instance.number());
  }

  /**
   * Says that an event has been stored, and has claimed nothing.
   *
   * @param event the event
   */
  public void eventStored(EventRecord event) {
    journals.changed(event.instance());
    boolean isTaken = runs.find(event.instance()).map(run -> run.receive(event)).orElse(false);
    if (!isTaken) {
      claimer.hint();
    }
  }

  /**
   * Says that the engine itself has put something into the inbox of an instance.
   *
   * @param instance number of the instance
   */
  public void inboxChanged(long instance) {
    boolean isTaken = runs.find(instance).map(Run::lookSoon).orElse(false);
    if (!isTaken) {
      claimer.hint();
    }
  }

  /**
   * Finds an instance that is being run here.
   *
   * @param instance its number
   * @return the instance as it was when it was claimed; empty also when it has just ended
   */
  public Optional<InstanceRecord> find(long instance) {
    return runs.find(instance).map(Run::instance);
  }

  /**
   * Tells whether an instance is being run here, so that its end will be reported to the listener.
   *
   * @param key the instance
   * @return false also when it has just ended
   */
  public boolean runs(InstanceKey key) {
    return runs.isKnown(key);
  }

  /**
   * Says that a control call has changed an instance. A caller that is itself executed by the
   * instance, and is not wanted any more, does not return from this.
   *
   * @param decision what was done
   */
  public void controlled(Decision decision) {
    journals.changed(decision.before().number());
    Optional<Run> run = runs.find(decision.before().number());
    if (decision.revokes()) {
      run.ifPresent(Run::abandon);
    } else {
      run.ifPresent(it -> decision.after().ifPresent(after -> it.steered(after.status())));
    }
    decision
        .after()
        .filter(after -> after.owner() == null && !after.status().isTerminal())
        .map(InstanceRecord::wakeAt)
        .ifPresent(claimer::dueAt);
    if (decision.revokes()) {
      run.ifPresent(Run::leaveOwnThread);
    }
  }

  /**
   * Tells how far purging is behind; reads the database.
   *
   * @return for how long the instance has been overdue whose purge was due first; zero when none is
   */
  public Duration purgeLag() {
    return purger.lag();
  }

  @Override
  public void ended(Run run, Change.Ended end) {
    release(run);
    InstanceRecord ended = run.instance().ended(end);
    LOG.log(levelOf(ended), "Instance {0} is {1}", ended.key(), ended.status().wireName());
    endListener.accept(ended);
  }

  /** What ends well is no news: a line for each would cost more than the instance. */
  private static Level levelOf(InstanceRecord ended) {
    return ended.status() == InstanceStatus.COMPLETE ? Level.DEBUG : Level.INFO;
  }

  @Override
  public void suspended(Run run, Change.Suspended suspension) {
    journals.suspended(run.instance(), run.memory(), suspension);
    release(run);
    if (suspension.wakeAt() != null) {
      claimer.dueAt(suspension.wakeAt());
    }
  }

  @Override
  public void lost(Run run) {
    LOG.log(Level.INFO, "Instance {0} is not run here any more", run.instance().key());
    release(run);
  }

  private void release(Run run) {
    if (runs.remove(run)) {
      probe.leaves(run.instance());
      slots.release();
      claimer.slotFreed(run.instance().key().workflow());
    }
  }

  private void startClaimed(InstanceRecord instance, Memory memory) {
    Recovery.Verdict verdict = recovery.check(instance, memory);
    Run run = newRun(instance, memory);
    returnNote.leave(run, memory, verdict.inARow());
    verdict
        .exhausted()
        .ifPresentOrElse(
            failure -> ports.threads().execute(() -> run.fail(failure)), () -> run.start());
  }

  private Run newRun(InstanceRecord instance, Memory memory) {
    WorkflowDefinition workflow = registry.get(instance.key().workflow());
    RunServices shared = Objects.requireNonNull(services, "The node has not been started");
    Run run = new Run(shared.of(workflow.settings()), instance, workflow, memory, this);
    runs.add(run);
    if (stopping) {
      run.stop(); // it may have come too late to be told with the others
    }
    return run;
  }

  private void beginAnew() {
    runs.all().forEach(Run::abandon);
    try {
      lease.begin();
      claimer.hint();
    } catch (RuntimeException e) { // the database may be away
      LOG.log(Level.WARNING, "The node could not begin anew; trying again soon", e);
      ports
          .alarms()
          .set(
              ports.clock().instant().plusSeconds(1),
              () -> ports.threads().execute(this::beginAnew));
    }
  }
}
