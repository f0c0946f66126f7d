package dev.holdfast.engine.log;

import dev.holdfast.api.LogEntry;
import dev.holdfast.api.LogListener;
import dev.holdfast.api.LogSelection;
import dev.holdfast.api.LogSubscription;
import dev.holdfast.api.WorkflowListener;
import dev.holdfast.engine.model.Change;
import dev.holdfast.engine.model.InstanceKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.port.AlarmClock;
import dev.holdfast.engine.port.InstanceControl.Decision;
import dev.holdfast.engine.port.InstanceQueue.Claim;
import dev.holdfast.engine.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Lets subscriptions look into their logs: soon after this node has written something of their
 * instance, and every second in case another node has. Nobody holds a thread in between.
 * Thread-safe.
 */
public final class LogFeed {

  /** Shortest time between two looks, so that a busy instance is not read all the time. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final LogPages pages;
  private final Executor threads;
  private final AlarmClock alarms;
  private final InstantSource clock;
  private final LifeCycle lifeCycle;
  private final List<Following> followings = new CopyOnWriteArrayList<>();

  /**
   * Makes a feed without subscriptions.
   *
   * @param ports the outside
   * @param running finds an instance that this node runs, as it was when it was claimed
   */
  public LogFeed(Ports ports, LongFunction<Optional<InstanceRecord>> running) {
    this.pages = new LogPages(ports.log(), ports.codec());
    this.threads = ports.followers();
    this.alarms = ports.alarms();
    this.clock = ports.clock();
    this.lifeCycle = new LifeCycle(pages, ports.codec(), threads, running);
  }

  /**
   * Wraps ports so that this feed hears of what is written through them.
   *
   * @param ports the outside
   * @param other hears of it too
   * @return the outside for whoever writes
   */
  public Ports watch(Ports ports, WriteObserver other) {
    return WatchedPorts.of(ports, List.of(other, lifeCycle, new Hints()));
  }

  /**
   * Adds a listener to all instances.
   *
   * @param listener is told what happens to instances as a whole on this node
   */
  public void add(WorkflowListener listener) {
    lifeCycle.add(listener);
  }

  /**
   * Reads the oldest records behind a cursor.
   *
   * @param key the instance
   * @param cursor id of a record
   * @return some records by id, not necessarily all; empty when there are none
   */
  public List<LogEntry> list(InstanceKey key, long cursor) {
    return pages.list(key, cursor);
  }

  /**
   * Begins to follow a log.
   *
   * @param instance the instance
   * @param selection which records are wanted
   * @param listener is told them
   * @return the subscription
   */
  public LogSubscription follow(
      InstanceRecord instance, LogSelection selection, LogListener listener) {
    Follower follower =
        new Follower(pages, clock, instance.key(), instance.number(), selection, listener);
    Following following = new Following(follower);
    followings.add(following);
    following.look();
    return follower;
  }

  private void written(Collection<Long> instances) {
    for (Following following : followings) {
      if (instances.contains(following.follower.instance())) {
        following.lookSoon();
      }
    }
  }

  /** Lets all subscriptions look; to be called about every second. */
  public void tick() {
    followings.forEach(Following::look);
  }

  /** Ends all subscriptions without a word. */
  public void close() {
    followings.forEach(following -> following.follower.close());
    followings.clear();
  }

  /** Lets subscriptions look when something of their instance has been written here. */
  private final class Hints implements WriteObserver {

    @Override
    public void written(List<Change> changes) {
      if (!followings.isEmpty()) {
        LogFeed.this.written(changes.stream().map(Change::instance).collect(Collectors.toSet()));
      }
    }

    @Override
    public void claimed(Claim claim, Instant now) {
      if (!followings.isEmpty()) {
        LogFeed.this.written(
            claim.instances().stream().map(InstanceRecord::number).collect(Collectors.toSet()));
      }
    }

    @Override
    public void controlled(Decision decision) {
      LogFeed.this.written(List.of(decision.before().number()));
    }
  }

  /** Is a subscription with what is planned for it. */
  private final class Following {

    private enum State {
      IDLE,
      LOOKING,
      /** Something came while it was looking. */
      TO_LOOK_AGAIN
    }

    private final Follower follower;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final AtomicBoolean alarmed = new AtomicBoolean();
    private volatile Instant lookedAt = Instant.EPOCH;

    Following(Follower follower) {
      this.follower = follower;
    }

    void look() {
      State before =
          state.getAndUpdate(
              present -> present == State.IDLE ? State.LOOKING : State.TO_LOOK_AGAIN);
      if (before == State.IDLE) {
        threads.execute(this::lookNow);
      }
    }

    void lookSoon() {
      Instant next = lookedAt.plus(PAUSE);
      if (!clock.instant().isBefore(next)) {
        look();
      } else if (alarmed.compareAndSet(false, true)) {
        alarms.set(
            next,
            () -> {
              alarmed.set(false);
              look();
            });
      }
    }

    private void lookNow() {
      do {
        state.set(State.LOOKING);
        lookedAt = clock.instant();
        follower.look();
        if (!follower.isOpen()) {
          followings.remove(this);
          return;
        }
      } while (!state.compareAndSet(State.LOOKING, State.IDLE));
    }
  }
}
