package dev.holdfast.engine.log;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.model.ScheduleKey;
import dev.holdfast.engine.model.ScheduleRecord;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.CallersTransaction;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.Ports;
import dev.holdfast.engine.port.ScheduleStore;
import dev.holdfast.engine.port.StepTransactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wraps the ports through which a node writes, so that others hear of it after the commit. */
final class WatchedPorts {

  private final List<WriteObserver> observers;

  private WatchedPorts(List<WriteObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  static Ports of(Ports ports, List<WriteObserver> observers) {
    WatchedPorts watched = new WatchedPorts(observers);
    return ports.writingBy(
        watched.new Journal(ports.journal(), ports.transactions(), ports.clock()),
        watched.new Transactions(ports.stepTransactions()),
        watched.new Queue(ports.queue()),
        watched.new Control(ports.control()),
        watched.new Schedules(ports.schedules()));
  }

  private void tell(Consumer<WriteObserver> what) {
    observers.forEach(what);
  }

  private static List<Change> applied(List<Change> changes, List<Outcome> outcomes) {
    List<Change> applied = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      if (outcomes.get(i).isApplied()) {
        applied.add(changes.get(i));
      }
    }
    return applied;
  }

  private final class Journal implements JournalStore {

    private final JournalStore store;
    private final CallersTransaction callers;
    private final InstantSource clock;

    Journal(JournalStore store, CallersTransaction callers, InstantSource clock) {
      this.store = store;
      this.callers = callers;
      this.clock = clock;
    }

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      Instant began = clock.instant();
      List<Outcome> outcomes = store.write(node, changes);
      Duration taken = Duration.between(began, clock.instant());
      List<Change> applied = applied(changes, outcomes);
      for (WriteObserver observer : observers) {
        observer.flushed(changes.size(), taken);
        observer.written(applied);
      }
      return outcomes;
    }

    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      List<Outcome> outcomes = store.writeInCallersTransaction(changes);
      List<Change> applied = applied(changes, outcomes);
      callers.afterCommit(() -> tell(observer -> observer.joined(applied)));
      return outcomes;
    }
  }

  private final class Transactions implements StepTransactions {

    private final StepTransactions transactions;

    Transactions(StepTransactions transactions) {
      this.transactions = transactions;
    }

    @Override
    public Outcome run(Lease lease, Duration timeout, Work work) throws Throwable {
      Kept kept = new Kept(work);
      Outcome outcome = transactions.run(lease, timeout, kept);
      Change.@Nullable StepWritten step = kept.step;
      if (outcome == Outcome.APPLIED && step != null) {
        List<Change> written = List.of(step);
        tell(observer -> observer.written(written));
      }
      return outcome;
    }

    @Override
    public Optional<StepRecord> find(Lease lease, int seq) {
      return transactions.find(lease, seq);
    }
  }

  /** Remembers what a transactional step writes. */
  private static final class Kept implements StepTransactions.Work {

    private final StepTransactions.Work work;
    private Change.@Nullable StepWritten step;

    Kept(StepTransactions.Work work) {
      this.work = work;
    }

    @Override
    public Change.StepWritten run() throws Throwable {
      Change.StepWritten written = work.run();
      step = written;
      return written;
    }

    @Override
    public void commit(Runnable commit) {
      work.commit(commit);
    }
  }

  private final class Control implements InstanceControl {

    private final InstanceControl control;

    Control(InstanceControl control) {
      this.control = control;
    }

    @Override
    public Optional<Decision> change(InstanceKey key, Controller controller) {
      Optional<Decision> decision = control.change(key, controller);
      decision.ifPresent(it -> tell(observer -> observer.controlled(it)));
      return decision;
    }

    @Override
    public List<Decision> changeResting(List<Long> numbers, Controller controller) {
      List<Decision> decisions = control.changeResting(numbers, controller);
      decisions.forEach(it -> tell(observer -> observer.controlled(it)));
      return decisions;
    }
  }

  private final class Schedules implements ScheduleStore {

    private final ScheduleStore store;

    Schedules(ScheduleStore store) {
      this.store = store;
    }

    @Override
    public boolean fire(Firing firing) {
      boolean moved = store.fire(firing);
      if (moved) {
        tell(observer -> observer.fired(firing));
      }
      return moved;
    }

    @Override
    public void register(String workflow, List<ScheduleRecord> schedules) {
      store.register(workflow, schedules);
    }

    @Override
    public List<ScheduleRecord> list(String workflow) {
      return store.list(workflow);
    }

    @Override
    public List<ScheduleRecord> listNext(Collection<String> workflows) {
      return store.listNext(workflows);
    }

    @Override
    public Optional<ScheduleRecord> pause(ScheduleKey key) {
      return store.pause(key);
    }

    @Override
    public Optional<ScheduleRecord> resume(ScheduleKey key, @Nullable Instant nextAt) {
      return store.resume(key, nextAt);
    }
  }

  private final class Queue implements InstanceQueue {

    private final InstanceQueue queue;

    Queue(InstanceQueue queue) {
      this.queue = queue;
    }

    @Override
    public Claim claimDue(
        long node,
        Collection<String> workflows,
        Map<String, Integer> concurrency,
        Instant now,
        int limit) {
      Claim claim = queue.claimDue(node, workflows, concurrency, now, limit);
      tell(observer -> observer.claimed(claim, now));
      return claim;
    }

    @Override
    public int countQueued(String workflow, int most) {
      return queue.countQueued(workflow, most);
    }

    @Override
    public Optional<Instant> nextDue(Collection<String> workflows) {
      return queue.nextDue(workflows);
    }

    @Override
    public List<OwnedInstance> listOwned(long node) {
      return queue.listOwned(node);
    }

    @Override
    public Map<Long, Memory> load(List<InstanceRecord> instances) {
      return queue.load(instances);
    }

    @Override
    public Inbox readInbox(long instance, int epoch) {
      return queue.readInbox(instance, epoch);
    }

    @Override
    public void noteRecovery(Lease lease, int recoveries, int entries) {
      queue.noteRecovery(lease, recoveries, entries);
    }
  }
}
