package dev.holdfast.benchmark.workload;

import dev.holdfast.benchmark.workload.Clients.Result;
import dev.holdfast.benchmark.workload.Subject.Kind;
import dev.holdfast.benchmark.workload.Subject.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Is what an engine is asked to do. The same for each of them. */
public enum Workload {
  /** Workflows of one step, in a closed loop: start, wait for the result. */
  W1(Kind.ONE_STEP, "workflows_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return manyClients(1, subject, clients, size);
    }
  },
  /** The same with ten steps. */
  W2(Kind.TEN_STEPS, "steps_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return manyClients(STEPS, subject, clients, size);
    }
  },
  /** One client and ten steps: what a step costs. */
  W3(Kind.TEN_STEPS, "step_p50_ms") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      Result result = loop(subject, clients, 1, size);
      List<Long> perStep = result.each().stream().map(nanos -> nanos / STEPS).toList();
      return of(result).withTimes("step_", perStep);
    }
  },
  /** Instances that wait for an event; each gets one. */
  W4(Kind.WAIT, "events_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return eventForEach(subject, clients, size);
    }
  },
  /** Instances that sleep: how fast they start and how late they wake. */
  W5(Kind.SLEEP, "starts_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      Lateness.forget();
      Result result = clients.share(size.clients(), size.sleepers(), n -> subject.start(kind()));
      long end = System.nanoTime() + Lateness.SLEEP.multipliedBy(6).toNanos();
      while (Lateness.count() < size.sleepers() && System.nanoTime() < end) {
        Thread.sleep(100);
      }
      return Figures.NONE
          .with(COUNT, Lateness.count())
          .with(SECONDS, result.nanos() / 1e9)
          .with(mainFigure(), result.perSecond())
          .with("never_woken", size.sleepers() - Lateness.count())
          .withTimes("late_", Lateness.nanos());
    }
  },
  /** A hundred parallel steps in one workflow. */
  W6(Kind.HUNDRED_PARALLEL, "p50_ms") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      Result result = loop(subject, clients, 1, size);
      return of(result).withTimes("", result.each());
    }
  },
  /** W1 over HTTP. */
  W7A(Kind.ONE_STEP, "workflows_per_s", Door.HTTP) {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return manyClients(1, subject, clients, size);
    }
  },
  /** W1 by messages. */
  W7B(Kind.ONE_STEP, "workflows_per_s", Door.MESSAGES) {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return manyClients(1, subject, clients, size);
    }
  },
  /** W4 with events that are messages. */
  W7C(Kind.WAIT, "events_per_s", Door.MESSAGES) {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return eventForEach(subject, clients, size);
    }
  },
  /** What one node does of W2 while another does the same on the same database. */
  W8(Kind.TEN_STEPS, "steps_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return manyClients(STEPS, subject, clients, size);
    }
  },
  /** Workflows of a number of steps, in a closed loop. */
  MANY_STEPS(Kind.MANY_STEPS, "steps_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      Result result =
          clients.during(
              size.clients(), size.seconds(), n -> subject.start(kind(), size.times()).awaitEnd());
      double steps = (double) result.each().size() * size.times();
      return of(result)
          .with(Unit.STEP.count(), steps)
          .with(mainFigure(), result.perSecond() * size.times())
          .withTimes("", result.each());
    }
  },
  /** A few workflows of a number of short sleeps: what it costs to wake, the longer they go on. */
  NAPS(Kind.NAPS, "rows_returned_per_wake") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      Result result =
          clients.share(NAPPERS, NAPPERS, n -> subject.start(kind(), size.times()).awaitEnd());
      List<Long> late =
          result.each().stream().map(nanos -> nanos / size.times() - NAP.toNanos()).toList();
      return of(result)
          .with(Unit.WAKE.count(), (double) NAPPERS * size.times())
          .withTimes("late_", late);
    }
  },
  /** Instances that sleep for long: what they cost while they do. */
  SLEEPERS(Kind.LONG_SLEEP, "starts_per_s") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      Result result = clients.share(size.clients(), size.sleepers(), n -> subject.start(kind()));
      return of(result).with(mainFigure(), result.perSecond()).with(HEAP, Heap.megabytesUsed());
    }
  },
  /** Instances with a long journal, woken by events again and again, all at the same time. */
  REPLAY(Kind.WAKES, "p50_ms") {
    @Override
    public Figures run(Subject subject, Clients clients, Size size) throws Exception {
      return Replays.run(subject, clients, size);
    }
  };

  /** Name of the figure that says how many instances there were. */
  public static final String COUNT = "workflows";

  /** Name of the figure that says how long it took. */
  public static final String SECONDS = "seconds";

  /** Name of the figure that says how much of the heap is used after a collection. */
  public static final String HEAP = "heap_mb";

  /** How long each sleep of {@link Kind#NAPS} is. */
  public static final Duration NAP = Duration.ofMillis(50);

  /** How long {@link Kind#LONG_SLEEP} sleeps. */
  public static final Duration LONG_SLEEP = Duration.ofHours(1);

  /** Steps of {@link Kind#TEN_STEPS}. */
  public static final int STEPS = 10;

  /** Branches of {@link Kind#HUNDRED_PARALLEL}. */
  public static final int BRANCHES = 100;

  /** Instances of {@link #NAPS}: several, since what the engine reads anyway counts too. */
  private static final int NAPPERS = 16;

  private final Kind kind;
  private final String mainFigure;
  private final Door door;

  Workload(Kind kind, String mainFigure) {
    this(kind, mainFigure, Door.CLIENT);
  }

  Workload(Kind kind, String mainFigure, Door door) {
    this.kind = kind;
    this.mainFigure = mainFigure;
    this.door = door;
  }

  /**
   * Is how much there is of it.
   *
   * @param clients concurrent clients where a workload has many
   * @param seconds how long a closed loop lasts
   * @param events instances that get an event
   * @param sleepers instances that sleep
   * @param times how often an instance does what it does, where that can be told
   * @param settle seconds after which all waiting instances have left their threads, before they
   *     get their events
   */
  public record Size(int clients, int seconds, int events, int sleepers, int times, int settle) {

    /**
     * Returns the same with another number of clients.
     *
     * @param value the clients
     * @return the new size
     */
    public Size withClients(int value) {
      return new Size(value, seconds, events, sleepers, times, settle);
    }

    /**
     * Returns the same with another length.
     *
     * @param value seconds of a closed loop
     * @return the new size
     */
    public Size withSeconds(int value) {
      return new Size(clients, value, events, sleepers, times, settle);
    }

    /**
     * Returns the same with another number of sleeping instances.
     *
     * @param value the instances
     * @return the new size
     */
    public Size withSleepers(int value) {
      return new Size(clients, seconds, events, value, times, settle);
    }

    /**
     * Returns the same with another number of repetitions.
     *
     * @param value how often an instance does what it does
     * @return the new size
     */
    public Size withTimes(int value) {
      return new Size(clients, seconds, events, sleepers, value, settle);
    }

    /**
     * Returns the same with another pause before the events.
     *
     * @param value seconds
     * @return the new size
     */
    public Size withSettle(int value) {
      return new Size(clients, seconds, events, sleepers, times, value);
    }
  }

  /**
   * Returns the workflow it is made of.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns where it comes in.
   *
   * @return the door
   */
  public Door door() {
    return door;
  }

  /**
   * Tells whether it depends on the number of clients.
   *
   * @return false when it always has the same
   */
  public boolean hasManyClients() {
    return switch (this) {
      case W3, W6, NAPS -> false;
      default -> true;
    };
  }

  /**
   * Returns what the resources that it takes are divided by.
   *
   * @return the units; there is a figure with the count of each
   */
  public List<Unit> units() {
    return switch (this) {
      case MANY_STEPS -> List.of(Unit.WORKFLOW, Unit.STEP);
      case NAPS, REPLAY -> List.of(Unit.WAKE);
      default -> List.of(Unit.WORKFLOW);
    };
  }

  /**
   * Returns the figure that it is about.
   *
   * @return the figure's name
   */
  public String mainFigure() {
    return mainFigure;
  }

  /**
   * Does it, and measures.
   *
   * @param subject the engine
   * @param clients make its clients
   * @param size how much
   * @return the figures
   */
  public abstract Figures run(Subject subject, Clients clients, Size size) throws Exception;

  Figures manyClients(int factor, Subject subject, Clients clients, Size size) throws Exception {
    Result result = loop(subject, clients, size.clients(), size);
    return of(result).with(mainFigure, result.perSecond() * factor).withTimes("", result.each());
  }

  Result loop(Subject subject, Clients clients, int count, Size size) throws Exception {
    return clients.during(count, size.seconds(), n -> subject.start(kind).awaitEnd());
  }

  Figures eventForEach(Subject subject, Clients clients, Size size) throws Exception {
    List<Started> waiting = Collections.synchronizedList(new ArrayList<>());
    clients.share(size.clients(), size.events(), n -> waiting.add(subject.start(kind())));
    TimeUnit.SECONDS.sleep(size.settle());
    Result result =
        clients.share(
            size.clients(),
            waiting.size(),
            n -> {
              waiting.get(n).send();
              waiting.get(n).awaitEnd();
            });
    return of(result).with(mainFigure(), result.perSecond()).withTimes("", result.each());
  }

  static Figures of(Result result) {
    return Figures.NONE.with(COUNT, result.each().size()).with(SECONDS, result.nanos() / 1e9);
  }
}
