package dev.holdfast.engine.batch;

import dev.holdfast.engine.model.BatchCall;
import dev.holdfast.engine.port.BatchCallStore;
import dev.holdfast.engine.port.BatchCallStore.Held;
import dev.holdfast.engine.port.BatchCallStore.Want;
import dev.holdfast.engine.port.BatchCalls;
import dev.holdfast.engine.port.NodeFencedException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to the calls of this node: has their jobs started, watches them, tells their instances how
 * they have ended, and stops what is not wanted any more. Takes calls that nobody sees to, also of
 * nodes that have died. What is stored decides; a crash at any point leaves it to another node.
 */
public final class BatchCallRunner implements BatchCalls {

  private static final System.Logger LOG = System.getLogger(BatchCallRunner.class.getName());

  /** How often a node looks for calls that nobody sees to. */
  private static final Duration BETWEEN_CLAIMS = Duration.ofSeconds(2);

  private static final int CLAIMED_AT_A_TIME = 100;

  private final BatchCallStore store;
  private final CalledJobs jobs;
  private final InstantSource clock;
  private final Executor threads;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable Cluster cluster;
  private volatile Instant nextClaim = Instant.MIN;
  private volatile boolean holdsAny;
  private volatile boolean stopped;

  /**
   * Makes a runner; {@link #begin} lets it work.
   *
   * @param store keeps the calls
   * @param jobs are the jobs of the batch runtime
   * @param clock tells the time
   * @param threads does the work, which may wait for database and batch runtime
   */
  public BatchCallRunner(
      BatchCallStore store, CalledJobs jobs, InstantSource clock, Executor threads) {
    this.store = store;
    this.jobs = jobs;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Is what a runner must know of its node.
   *
   * @param node tells the present incarnation
   * @param workflows tells the names of the workflows that are deployed
   * @param teller tells instances
   */
  public record Cluster(
      LongSupplier node, Supplier<? extends Collection<String>> workflows, Teller teller) {}

  /** Tells instances of the end of their jobs. */
  @FunctionalInterface
  public interface Teller {

    /**
     * Stores an event, once, and has the instance go on.
     *
     * @param call the call that has ended
     * @param epoch present life of its instance
     */
    void tell(BatchCall call, int epoch);
  }

  /**
   * Begins to work.
   *
   * @param node what is to be known of the node
   */
  public void begin(Cluster node) {
    cluster = node;
  }

  @Override
  public void request(BatchCall call) {
    store.request(call);
    hint();
  }

  @Override
  public Optional<BatchCall> find(BatchCall.Key key) {
    return store.find(key);
  }

  /** Looks after the calls now and then; to be called about every second. */
  public void tick() {
    if (holdsAny || !clock.instant().isBefore(nextClaim)) {
      look();
    }
  }

  /** Says that there is a new call. */
  public void hint() {
    nextClaim = Instant.MIN;
    look();
  }

  private void look() {
    if (!stopped && cluster != null && asked.compareAndSet(false, true)) {
      threads.execute(this::lookNow);
    }
  }

  /**
   * Stops the jobs of this node, so that others go on with them.
   *
   * @param grace how long they may take
   */
  public void stop(Duration grace) {
    stopped = true;
    jobs.stopAll(grace);
  }

  private synchronized void lookNow() {
    asked.set(false);
    @Nullable Cluster known = cluster;
    if (stopped || known == null) {
      return;
    }
    try {
      lookAsNode(known, known.node().getAsLong());
    } catch (NodeFencedException e) { // a new incarnation begins soon
      LOG.log(Level.DEBUG, "No batch job is looked after while the node is fenced", e);
    } catch (RuntimeException e) { // the database may be away: the next tick tries again
      LOG.log(Level.WARNING, "Batch jobs of steps could not be looked at; trying again soon", e);
    }
  }

  private void lookAsNode(Cluster known, long node) {
    Instant now = clock.instant();
    Collection<String> workflows = known.workflows().get();
    if (!now.isBefore(nextClaim) && !workflows.isEmpty()) {
      nextClaim = now.plus(BETWEEN_CLAIMS);
      store.claim(node, workflows, CLAIMED_AT_A_TIME);
    }
    List<Held> held = store.listOwned(node);
    jobs.keepOnly(held.stream().map(it -> it.call().id()).toList());
    holdsAny = !held.isEmpty() || jobs.areAny();
    for (Held one : held) {
      lookAt(known, node, one);
    }
  }

  private void lookAt(Cluster known, long node, Held held) {
    BatchCall call = held.call();
    try {
      if (held.want() != Want.PRESENT) {
        if (jobs.end(call) && held.want() == Want.NEVER) {
          store.remove(call, node);
        }
        return;
      }
      if (call.status() == BatchCall.Status.OPEN) {
        call = goOn(call, node);
      }
      if (call.status() == BatchCall.Status.ENDED) {
        known.teller().tell(call, held.epoch());
        store.save(call.told(), node);
      }
    } catch (NodeFencedException e) {
      throw e;
    } catch (RuntimeException e) { // the others must be looked after, too
      LOG.log(
          Level.WARNING,
          "Batch job '%s' of instance number %d could not be looked after; trying again soon"
              .formatted(call.job(), call.key().instance()),
          e);
    }
  }

  /** Returns the call as it is stored now; as it was when it is not this node's any more. */
  private BatchCall goOn(BatchCall call, long node) {
    BatchCall next = jobs.goOn(call);
    if (!next.equals(call) && !store.save(next, node)) {
      return call;
    }
    return next.isStarting() && !call.isStarting() ? goOn(next, node) : next;
  }
}
