package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.benchmark.workload.Workload.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts a second node beside one: what both do together against the one alone, and, once the second
 * is killed, how long its instances stand still.
 */
final class TwoNodes {

  private static final String STEPS_PER_SECOND = Workload.W8.mainFigure();

  private final HoldfastEngine first;
  private final Callable<HoldfastEngine> start;

  /**
   * Takes what runs already, and how to start another on the same database.
   *
   * @param first the node that stays
   * @param start starts the node that is killed
   */
  TwoNodes(HoldfastEngine first, Callable<HoldfastEngine> start) {
    this.first = first;
    this.start = start;
  }

  /** Fails unless there is a client for each node. */
  static void check(int clients) {
    if (clients < 2) {
      throw new IllegalArgumentException(
          "--clients was %d, expected at least 2 for %s, one for each node"
              .formatted(clients, Workload.W8));
    }
  }

  /**
   * Measures. The one node is measured before the second comes and after it is gone, and the mean
   * counts, so that a machine that gets slower or faster meanwhile does not pass for scaling.
   *
   * @param warm what is done before a measurement
   * @param size what is measured; the nodes share its clients
   */
  Figures measure(Size warm, Size size) throws Exception {
    alone(warm);
    double before = alone(size);
    Figures both;
    Figures takeover;
    try (HoldfastEngine second = start.call()) {
      together(second, warm);
      both = together(second, size);
      takeover = takeover(second);
    }
    double one = (before + alone(size)) / 2;
    return both.with("one_node_steps_per_s", one)
        .with("ratio_to_one_node", both.get(STEPS_PER_SECOND) / one)
        .and(takeover);
  }

  private double alone(Size size) throws Exception {
    return perform(first, size).get(STEPS_PER_SECOND);
  }

  private Figures together(HoldfastEngine second, Size size) throws Exception {
    int half = size.clients() / 2;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Figures> each = new ArrayList<>();
      for (Future<Figures> node :
          threads.invokeAll(
              List.<Callable<Figures>>of(
                  () -> perform(first, size.withClients(size.clients() - half)),
                  () -> perform(second, size.withClients(half))))) {
        each.add(node.get());
      }
      return Figures.NONE
          .with(Workload.COUNT, sum(each, Workload.COUNT))
          .with(Workload.SECONDS, sum(each, Workload.SECONDS) / each.size())
          .with(STEPS_PER_SECOND, sum(each, STEPS_PER_SECOND));
    } finally {
      threads.shutdownNow();
    }
  }

  private Figures takeover(HoldfastEngine second) throws Exception {
    long begun = System.currentTimeMillis();
    second.client().post("/api/benchmark/takeover/begin", String.valueOf(begun));
    long killed = System.currentTimeMillis();
    second.close();
    return Figures.parse(first.client().post("/api/benchmark/takeover/end", begun + " " + killed));
  }

  private static Figures perform(HoldfastEngine node, Size size) throws Exception {
    return node.perform(new Request(Workload.W8, size)).orElseThrow();
  }

  private static double sum(List<Figures> nodes, String name) {
    return nodes.stream().mapToDouble(node -> node.get(name)).sum();
  }
}
