package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import dev.holdfast.benchmark.workload.Workload;
import java.util.Optional;

/** Starts instances that sleep for long, and looks at the heap before and after. */
final class LongSleepers {

  /** Instances of one request: a server may end requests that take very long. */
  private static final int PORTION = 50_000;

  private LongSleepers() {}

  /** Starts them; empty when the engine has none. */
  static Optional<Figures> start(Engine engine, Request request) throws Exception {
    int wanted = request.size().sleepers();
    Optional<Figures> before = start(engine, request, 0);
    if (before.isEmpty()) {
      return before;
    }
    String rate = request.workload().mainFigure();
    double seconds = 0;
    Figures first = Figures.NONE;
    Figures last = Figures.NONE;
    for (int started = 0; started < wanted; started += PORTION) {
      last = start(engine, request, Math.min(PORTION, wanted - started)).orElseThrow();
      first = started == 0 ? last : first;
      seconds += last.get(Workload.SECONDS);
    }
    double heap = before.get().get(Workload.HEAP);
    return Optional.of(
        Figures.NONE
            .with(Workload.COUNT, wanted)
            .with(Workload.SECONDS, seconds)
            .with(rate, wanted / seconds)
            .with("first_" + rate, first.get(rate))
            .with("last_" + rate, last.get(rate))
            .with("before_" + Workload.HEAP, heap)
            .with("after_" + Workload.HEAP, last.get(Workload.HEAP))
            .with("growth_" + Workload.HEAP, last.get(Workload.HEAP) - heap));
  }

  private static Optional<Figures> start(Engine engine, Request request, int sleepers)
      throws Exception {
    return engine.perform(new Request(request.workload(), request.size().withSleepers(sleepers)));
  }
}
