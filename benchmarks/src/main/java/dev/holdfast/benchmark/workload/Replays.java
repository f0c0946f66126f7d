package dev.holdfast.benchmark.workload;

import dev.holdfast.benchmark.workload.Clients.Result;
import dev.holdfast.benchmark.workload.Subject.Kind;
import dev.holdfast.benchmark.workload.Subject.Started;
import dev.holdfast.benchmark.workload.Workload.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wakes all of some instances at the same time, in rounds. An instance that waits has left its
 * thread and the memory of the engine, so each wake loads its journal and replays it.
 *
 * <p>The instances are made by the first call, which is the one that warms up, and stay: what later
 * calls cost is only the waking.
 */
final class Replays {

  /** After that all instances have been suspended again. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Map<Instances, List<Started>> WAITING = new ConcurrentHashMap<>();

  private static final AtomicInteger EVENTS = new AtomicInteger();

  private Replays() {}

  /** Is which instances there are: how many, and of how many steps. */
  private record Instances(int count, int steps) {}

  static Figures run(Subject subject, Clients clients, Size size) throws Exception {
    List<Started> waiting = waiting(subject, clients, size);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(size.seconds());
    List<Long> each = new ArrayList<>();
    long nanos = 0;
    do {
      Result round = wakeAll(waiting, clients);
      each.addAll(round.each());
      nanos += round.nanos();
      Thread.sleep(PAUSE.toMillis());
    } while (System.nanoTime() < end);
    return Figures.NONE
        .with(Workload.COUNT, waiting.size())
        .with(Workload.SECONDS, nanos / 1e9)
        .with(Unit.WAKE.count(), each.size())
        .with("wakes_per_s", each.size() * 1e9 / nanos)
        .withTimes("", each);
  }

  private static List<Started> waiting(Subject subject, Clients clients, Size size)
      throws Exception {
    Instances wanted = new Instances(size.clients(), size.times());
    List<Started> known = WAITING.get(wanted);
    if (known != null) {
      return known;
    }
    List<Started> made = Collections.synchronizedList(new ArrayList<>());
    clients.share(
        size.clients(), size.clients(), n -> made.add(subject.start(Kind.WAKES, size.times())));
    List<Started> waiting = List.copyOf(made);
    wakeAll(waiting, clients); // which returns when all have made their steps
    Thread.sleep(PAUSE.toMillis());
    WAITING.put(wanted, waiting);
    return waiting;
  }

  private static Result wakeAll(List<Started> waiting, Clients clients) throws Exception {
    return clients.share(waiting.size(), waiting.size(), n -> wake(waiting.get(n)));
  }

  private static void wake(Started instance) throws Exception {
    int number = EVENTS.incrementAndGet();
    var taken = Wakes.of(number);
    instance.send(number);
    taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
