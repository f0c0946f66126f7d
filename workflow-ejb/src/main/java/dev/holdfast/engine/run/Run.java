package dev.holdfast.engine.run;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.LogType;
import dev.holdfast.api.Rollback;
import dev.holdfast.engine.journal.RunJournal;
import dev.holdfast.engine.journal.Ticket;
import dev.holdfast.engine.model.AttemptRecord;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.Failure;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.LogData;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.StepKey;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.model.StepStatus;
import dev.holdfast.engine.port.InstanceQueue.Inbox;
import dev.holdfast.engine.port.InstanceQueue.Memory;
import dev.holdfast.engine.workflow.WorkflowDefinition;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is the execution of one instance on this node, from the claim until it ends, has to wait, or is
 * lost. It holds a slot and a lease; every write carries the lease.
 *
 * <p>Its own monitor guards the phase; strands are asked while holding it, never the other way
 * round. A crash at any point leaves what the journal has, and another run goes on from there.
 */
public final class Run implements Strands.Owner {

  private static final System.Logger LOG = System.getLogger(Run.class.getName());

  private enum Phase {
    /** Strands execute, and may be woken. */
    EXECUTING,
    /** All strands are at rest and the end or the suspension is being written. */
    SETTLING,
    /** This run has nothing to say any more. */
    OVER
  }

  private final RunServices services;
  private final InstanceRecord instance;
  private final WorkflowDefinition definition;
  private final RunListener listener;
  private final RunJournal journal;
  private final RunWriter writer;
  private final RunRollback rollback;
  private final BranchLog branchLog;
  private final MainStrand main;
  private final RunBlobs blobs;
  private final Guard guard;
  private final BranchHistory branches;
  private final DueAlarm alarm;
  private final RunEnd ending;
  private final Instant startedAt;
  private final Set<Object> reachedSteps = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Progress progress = new Progress(this);
  private volatile Strands strands;
  private Phase phase = Phase.EXECUTING;
  private volatile boolean stopping;
  private volatile boolean pausing;
  private @Nullable Failure fatal;

  /**
   * Prepares a run; {@link #start} begins it.
   *
   * @param services what all runs share
   * @param instance the instance, owned by this node
   * @param definition its workflow
   * @param memory what is stored of its execution
   * @param listener is told when the run leaves this node
   */
  public Run(
      RunServices services,
      InstanceRecord instance,
      WorkflowDefinition definition,
      Memory memory,
      RunListener listener) {
    this.services = services;
    this.instance = instance;
    this.definition = definition;
    this.listener = listener;
    this.journal = new RunJournal(memory, instance.log());
    this.branchLog = new BranchLog(this, journal);
    this.writer = new RunWriter(services, instance, journal);
    this.rollback = new RunRollback(this, instance, writer);
    this.strands = new Strands(services.ports().threads(), this);
    this.main = new MainStrand(services.ports().codec(), instance, definition);
    this.blobs = new RunBlobs(this, services, instance, memory);
    this.guard = new Guard(journal, services.ports().codec(), instance.key());
    this.branches = new BranchHistory(journal, services.ports().codec(), instance);
    this.alarm = new DueAlarm(services.ports().alarms(), this::goOn);
    this.ending = new RunEnd(this, writer, main);
    this.startedAt = now();
  }

  /**
   * Ends the instance without running its code, but for its compensation.
   *
   * @param failure what ends it
   */
  public void fail(Failure failure) {
    settle(() -> rollback.giveUp(failure));
  }

  /** Begins to execute, on other threads. */
  public void start() {
    services.probe().starts(instance);
    if (instance.status() == InstanceStatus.ROLLING_BACK) {
      services.ports().threads().execute(() -> settle(rollback::resume));
    } else {
      strands.start(mainStrand(null));
    }
  }

  private void settle(Runnable action) {
    Runnable settling;
    synchronized (this) {
      settling = phase == Phase.EXECUTING ? settling(action) : () -> {};
    }
    settling.run();
  }

  /**
   * Gives up whatever executes, and executes the workflow or its handlers from the top. To be
   * called while the run is being settled.
   *
   * @param begin says what is executed
   * @param after what must be durable before a body starts; null for nothing
   */
  void executeAnew(Runnable begin, @Nullable Ticket after) {
    strands.close();
    synchronized (this) {
      if (phase != Phase.OVER) {
        begin.run();
        strands = new Strands(services.ports().threads(), this);
        strands.start(mainStrand(after));
        phase = Phase.EXECUTING;
      }
    }
  }

  private Strand mainStrand(@Nullable Ticket after) {
    return new Strand("", "", main, after, OptionalLong.empty());
  }

  /**
   * Returns the instance as it was when it was claimed.
   *
   * @return its record
   */
  public InstanceRecord instance() {
    return instance;
  }

  /**
   * Takes in an event that has just been stored. Only a hint: while the run is being settled it is
   * ignored, and the signal count of the instance tells, or the instance is due already.
   *
   * @param event the event
   * @return false when it has been ignored, and somebody else may have to run the instance
   */
  public synchronized boolean receive(EventRecord event) {
    if (phase != Phase.EXECUTING) {
      return false;
    }
    if (journal.receive(event)) {
      wakeReady();
    }
    return true;
  }

  /**
   * Looks at what has come in when the instance has more signals than the run has seen.
   *
   * @param signals signals of the instance
   */
  public void signalled(int signals) {
    if (signals > journal.signals()) {
      Inbox inbox = readInbox();
      synchronized (this) {
        if (phase == Phase.EXECUTING) {
          journal.receive(inbox);
          wakeReady();
        }
      }
    }
  }

  /**
   * Says that something has been stored in the inbox; it is looked at soon, on another thread.
   *
   * @return false when the run is being settled: the instance may be waiting already, and due
   */
  public boolean lookSoon() {
    if (!isExecuting()) {
      return false;
    }
    if (looking.compareAndSet(false, true)) {
      services
          .ports()
          .threads()
          .execute(
              () -> {
                looking.set(false);
                signalled(Integer.MAX_VALUE);
              });
    }
    return true;
  }

  /**
   * Gives the run up because the database says that the instance is not its own any more; unless
   * the run is being settled: it may have let the instance go itself, and its own write will tell.
   */
  public void disowned() {
    if (isExecuting()) {
      abandon();
    }
  }

  private synchronized boolean isExecuting() {
    return phase == Phase.EXECUTING;
  }

  /** Gives the run up: bodies are interrupted, nothing more is recorded, nothing is written. */
  public void abandon() {
    synchronized (this) {
      if (phase == Phase.OVER) {
        return;
      }
      phase = Phase.OVER;
      alarm.off();
    }
    strands.close();
    listener.lost(this);
  }

  /** Lets bodies in flight end and suspends at the next boundary, to go on elsewhere at once. */
  public void stop() {
    stopping = true;
    strands.stir();
  }

  /**
   * Says what the database has as the status of the instance: whether a pause is wanted.
   *
   * @param status the status
   */
  public void steered(InstanceStatus status) {
    boolean wanted = status == InstanceStatus.WAITING_FOR_PAUSE;
    if (wanted == pausing) {
      return;
    }
    pausing = wanted;
    strands.stir();
    if (!wanted) {
      goOn();
    }
  }

  /** Unwinds the calling thread if it executes this run, which has been given up. */
  public void leaveOwnThread() {
    if (strands.isOnThread()) {
      throw new Suspension();
    }
  }

  /**
   * Leaves a record for the log, which is written together with the next entry of the journal.
   *
   * @param type what it is about
   * @param data what else is to be said
   */
  public void note(LogType type, LogData data) {
    writer.note(type, now(), data);
  }

  /**
   * Returns what is stored of the execution, once everything that has been handed over is durable.
   *
   * @return steps and events as another run would load them
   */
  public Memory memory() {
    return journal.memory();
  }

  RunServices services() {
    return services;
  }

  WorkflowDefinition definition() {
    return definition;
  }

  RunJournal journal() {
    return journal;
  }

  StepProbe probe() {
    return services.probe();
  }

  Strands strands() {
    return strands;
  }

  RunRollback rollback() {
    return rollback;
  }

  RunBlobs blobs() {
    return blobs;
  }

  Lease lease() {
    return writer.lease();
  }

  Guard guard() {
    return guard;
  }

  BranchHistory branches() {
    return branches;
  }

  Progress progress() {
    return progress;
  }

  /** Tells whether no new body may start: the node stops, or a pause is wanted. */
  boolean isHalting() {
    return stopping || (pausing && !rollback.isUnderWay());
  }

  /** Tells whether the node stops. */
  boolean isStopping() {
    return stopping;
  }

  /** Counts a step towards the limit; returns false when it is one too many. */
  boolean countStep(Object key) {
    return reachedSteps.contains(key)
        || (reachedSteps.size() < definition.stepLimit() && reachedSteps.add(key));
  }

  /**
   * Returns the record of a step that the code has come to.
   *
   * @throws Suspension when the run is not wanted any more, or goes no further than its records, or
   *     the journal says that the code has taken another way
   */
  StepRecord reach(Execution execution, StepKey key) {
    services.probe().reaches(instance, key);
    synchronized (this) {
      return reachUnprobed(execution, key);
    }
  }

  private StepRecord reachUnprobed(Execution execution, StepKey key) {
    checkWanted(execution);
    Optional<Failure> otherWay = rollback.isUnderWay() ? Optional.empty() : guard.check(key);
    if (otherWay.isPresent()) {
      throw fatal(execution, otherWay.get());
    }
    StepRecord record = journal.reach(key, now());
    boolean isCancelled = record.status() == StepStatus.CANCELLED;
    if (isCancelled || !record.status().isFinished()) {
      rollback.cameTo(key);
      rollback.checkReplay(execution);
      strands.goOn(execution.strand());
    }
    // a restart has removed the decision that cancelled it
    return isCancelled ? journal.reopen(record, now()) : record;
  }

  /** Notes that the body of a step starts; none does any more once the run is being settled. */
  synchronized void starting(Execution execution, StepKey key) {
    checkWanted(execution);
    rollback.handlers().started(key);
  }

  /** Remembers several steps and hands them to the journal, to be written in one commit. */
  synchronized void record(Execution execution, List<StepRecord> steps) {
    checkWanted(execution);
    branchLog.records(execution.strand().scope());
    execution.strand().dependsOn(writer.append(steps, now()));
  }

  private void checkWanted(Execution execution) {
    if (phase != Phase.EXECUTING || execution.isAbandoned()) {
      throw new Suspension();
    }
  }

  /** Remembers steps of which the log says nothing. */
  synchronized void recordUnlogged(Execution execution, List<StepRecord> steps) {
    checkWanted(execution);
    writer.appendUnlogged(steps);
  }

  /** Remembers a step, with attempts that failed, and hands it to the journal without waiting. */
  synchronized void record(Execution execution, StepRecord step, List<AttemptRecord> attempts) {
    checkWanted(execution);
    branchLog.records(execution.strand().scope());
    execution.strand().dependsOn(writer.append(step, attempts, now()));
  }

  /**
   * Does something that only a run may do that still records, and before it records anything else.
   *
   * @throws Suspension when the run, or this execution of a strand, may not record any more
   */
  synchronized <T> T recording(Execution execution, Supplier<T> action) {
    checkWanted(execution);
    branchLog.records(execution.strand().scope());
    return action.get();
  }

  /** Gives the run up because it may not write any more. */
  Suspension lost() {
    abandon();
    return new Suspension();
  }

  /** Marks a step as running for viewers, unless its attempt has ended. Decides nothing. */
  synchronized void markRunning(Execution execution, StepRecord running) {
    if (phase == Phase.EXECUTING && !execution.isAbandoned() && journal.isBefore(running)) {
      record(execution, running, List.of());
      services.ports().threads().execute(writer::flush);
    }
  }

  /** Publishes what viewers see as progress: with the next record, or soon. */
  void publish(Execution execution, EncodedValue value) {
    synchronized (this) {
      checkWanted(execution);
      if (!writer.publish(value)) {
        return;
      }
    }
    services.ports().threads().execute(this::writeProgress);
  }

  private void writeProgress() {
    synchronized (this) {
      if (phase == Phase.EXECUTING) {
        writer.appendNoted();
      }
    }
    writer.flush();
  }

  /** Waits until everything that a strand has seen so far is durable. */
  void barrier(Execution execution) {
    @Nullable Ticket ticket = execution.strand().lastTicket();
    if (ticket != null && !writer.isApplied(ticket)) {
      abandon();
    }
    if (execution.isAbandoned()) {
      throw new Suspension();
    }
  }

  /** Ends the instance with an error that its code cannot catch, and without compensation. */
  Suspension fatal(Execution execution, Failure failure) {
    synchronized (this) {
      if (!rollback.isUnderWay()) {
        fatal = failure;
      }
    }
    return execution.park(Parking.until(Instant.MAX));
  }

  @Override
  public @Nullable Object execute(Execution execution) throws Exception {
    if (rollback.isUnderWay()) {
      return rollback.execute(execution);
    }
    @Nullable Object result = branchLog.run(execution, new StepCalls(this, execution));
    if (execution.parking() != null) {
      LOG.log(
          Level.WARNING,
          "Instance {0}: the code caught the signal that suspends it and went on; what it returned"
              + " is discarded. Do not catch Throwable or Error around steps."
              + " (workflow.signal_swallowed)",
          instance.key());
    }
    return result;
  }

  @Override
  public void loserFailed(Strand loser, Throwable failure) {
    if (loser.isNew() || loser.hasGoneOn()) {
      LOG.log(
          Level.WARNING,
          () ->
              "Instance %s: branch '%s', which had lost a race and went on, has failed; this is ignored"
                  .formatted(instance.key(), loser.scope()),
          failure);
    }
  }

  @Override
  public void changed(boolean parked) {
    Runnable next = decide(parked);
    next.run();
  }

  private synchronized Runnable decide(boolean parked) {
    if (phase != Phase.EXECUTING) {
      return () -> {};
    }
    // Strands still end while this looks: at rest must be asked first, for then nothing moves.
    boolean isAtRest = strands.isAtRest();
    Optional<Runnable> next = rollback.isUnderWay() ? rollback.next(strands) : next();
    if (next.isPresent()) {
      return settling(next.get());
    }
    if (!isAtRest) {
      if (parked) {
        wakeReady(); // for what came while the strand left its thread
      }
      armAlarm();
      return parked ? writer::flush : () -> {};
    }
    if (wakeReady()) {
      return () -> {};
    }
    int seen = journal.signals();
    return settling(() -> suspend(seen));
  }

  /** Returns the end of the instance, if it has come. */
  private Optional<Runnable> next() {
    if (fatal != null) {
      Output output = Output.failed(fatal);
      return Optional.of(() -> end(InstanceStatus.ERRORED, output, null));
    }
    if (main.hasFailed(strands)) {
      return Optional.of(ending::failed);
    }
    return strands.isAllDone() ? Optional.of(ending::complete) : Optional.empty();
  }

  private Runnable settling(Runnable action) {
    phase = Phase.SETTLING;
    alarm.off();
    return action;
  }

  private boolean wakeReady() {
    Instant now = now();
    return !isHalting()
        && strands.wake(
            parking ->
                parking.isDue(now)
                    || (parking.eventWait() != null
                        && journal.findFor(parking.eventWait()).isPresent()));
  }

  private void armAlarm() {
    alarm.off();
    if (isHalting()) {
      return; // nothing goes on before the halt is over
    }
    strands.nextWake().filter(Instant.MAX::isAfter).ifPresent(alarm::ringAt);
  }

  /** Wakes what is due, and sees to it that the rest is woken in its time. */
  private synchronized void goOn() {
    if (phase == Phase.EXECUTING) {
      wakeReady();
      armAlarm();
    }
  }

  private void suspend(int seenSignals) {
    @Nullable Instant wakeAt = strands.nextWake().orElse(null);
    Change.Suspended suspension =
        new Change.Suspended(
            writer.lease(),
            rollback.waitingStatus(),
            wakeAt,
            seenSignals,
            startedAt,
            definition.version(),
            now(),
            journal.nextLog(now()),
            strands.awaits());
    writer.settle(
        suspension,
        outcome -> {
          if (outcome == Outcome.SIGNALLED) {
            services.ports().threads().execute(this::lookAndGoOn);
          } else {
            over(outcome, () -> listener.suspended(this, suspension));
          }
        });
  }

  /**
   * Goes on with what has come in while the run was about to suspend; suspends if it is nothing.
   */
  private void lookAndGoOn() {
    Inbox inbox;
    try {
      inbox = readInbox();
    } catch (RuntimeException e) { // the database may be away
      LOG.log(
          Level.WARNING,
          () -> "Instance " + instance.key() + ": its inbox could not be read; it runs again",
          e);
      abandon();
      return;
    }
    int seen;
    synchronized (this) {
      if (phase == Phase.OVER) {
        return;
      }
      phase = Phase.EXECUTING;
      journal.receive(inbox);
      if (wakeReady()) {
        return;
      }
      phase = Phase.SETTLING;
      seen = journal.signals();
    }
    suspend(seen);
  }

  /** Ends the instance. To be called while the run is being settled. */
  void end(InstanceStatus status, Output output, @Nullable Rollback compensation) {
    strands.close();
    Change.Ended end = ending.change(status, output, startedAt, compensation);
    writer.settle(end, outcome -> over(outcome, () -> listener.ended(this, end)));
  }

  private void over(Outcome outcome, Runnable applied) {
    synchronized (this) {
      if (phase == Phase.OVER) {
        return;
      }
      phase = Phase.OVER;
    }
    strands.close();
    if (outcome == Outcome.APPLIED) {
      applied.run();
    } else {
      listener.lost(this);
    }
  }

  Instant now() {
    return services.ports().clock().instant();
  }

  /** Reads what has come in, from this node or another. */
  Inbox readInbox() {
    return services.ports().queue().readInbox(instance.number(), instance.epoch());
  }
}
