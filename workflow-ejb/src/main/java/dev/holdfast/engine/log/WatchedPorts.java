package dev.holdfast.engine.log;

import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.Outcome;
import dev.holdfast.engine.port.InstanceControl;
import dev.holdfast.engine.port.InstanceQueue;
import dev.holdfast.engine.port.JournalStore;
import dev.holdfast.engine.port.Ports;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Wraps the ports through which a node writes, so that others hear of it after the commit. */
final class WatchedPorts {

  private WatchedPorts() {}

  static Ports of(Ports ports, WriteObserver observer) {
    return ports.writingBy(
        new Journal(ports.journal(), observer),
        new Queue(ports.queue(), observer),
        new Control(ports.control(), observer));
  }

  private record Journal(JournalStore store, WriteObserver observer) implements JournalStore {

    @Override
    public List<Outcome> write(long node, List<Change> changes) {
      List<Outcome> outcomes = store.write(node, changes);
      observer.written(
          IntStream.range(0, changes.size())
              .filter(i -> outcomes.get(i).isApplied())
              .mapToObj(changes::get)
              .toList());
      return outcomes;
    }

    /** Tells nobody: whether the caller commits is not known yet. */
    @Override
    public List<Outcome> writeInCallersTransaction(List<Change> changes) {
      return store.writeInCallersTransaction(changes);
    }
  }

  private record Control(InstanceControl control, WriteObserver observer)
      implements InstanceControl {

    @Override
    public Optional<Decision> change(InstanceKey key, Controller controller) {
      Optional<Decision> decision = control.change(key, controller);
      decision.ifPresent(observer::controlled);
      return decision;
    }
  }

  private record Queue(InstanceQueue queue, WriteObserver observer) implements InstanceQueue {

    @Override
    public Claim claimDue(
        long node,
        Collection<String> workflows,
        Map<String, Integer> concurrency,
        Instant now,
        int limit) {
      Claim claim = queue.claimDue(node, workflows, concurrency, now, limit);
      observer.claimed(claim.instances(), now);
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
    public void noteRecovery(long instance, int recoveries, int entries) {
      queue.noteRecovery(instance, recoveries, entries);
    }
  }
}
