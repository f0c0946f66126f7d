package dev.holdfast.it;

import dev.holdfast.api.InstanceStatus;
import dev.holdfast.api.WorkflowStatus;
import dev.holdfast.api.Workflows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs clients that each start an instance, wait for its end and start the next.
 *
 * @param workflows what to start
 */
public record ClosedLoop(Workflows workflows) {

  /**
   * Is what came of it.
   *
   * @param nanos how long all of it took
   * @param ascending how long each instance took, in nanoseconds
   * @param statuses the statuses in which instances ended
   */
  public record Result(long nanos, List<Long> ascending, Set<InstanceStatus> statuses) {

    /** Returns how many instances ended. */
    public int count() {
      return ascending.size();
    }

    /** Returns how many instances ended in a second. */
    public double perSecond() {
      return count() * 1e9 / nanos;
    }

    /** Returns the time, in milliseconds, that a share of the instances did not exceed. */
    public double millis(double share) {
      return ascending.get((int) (share * (count() - 1))) / 1e6;
    }
  }

  private record Client(List<Long> nanos, Set<InstanceStatus> statuses) {}

  /** Lets clients start as many instances together. */
  public Result run(int clients, int instances) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients, Container.threads());
    try {
      Callable<Client> client = () -> start(instances / clients);
      List<Callable<Client>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(client);
      }
      long begin = System.nanoTime();
      List<Future<Client>> ended = threads.invokeAll(all, 5, TimeUnit.MINUTES);
      return sum(System.nanoTime() - begin, ended);
    } finally {
      threads.shutdownNow();
    }
  }

  private Client start(int instances) throws InterruptedException {
    Client client = new Client(new ArrayList<>(instances), EnumSet.noneOf(InstanceStatus.class));
    for (int i = 0; i < instances; i++) {
      long begin = System.nanoTime();
      WorkflowStatus ended = workflows.create().awaitEnd(Kitchen.PATIENCE);
      client.nanos().add(System.nanoTime() - begin);
      client.statuses().add(ended.status());
    }
    return client;
  }

  private static Result sum(long nanos, List<Future<Client>> clients) throws Exception {
    List<Long> all = new ArrayList<>();
    Set<InstanceStatus> statuses = EnumSet.noneOf(InstanceStatus.class);
    for (Future<Client> client : clients) {
      all.addAll(client.get().nanos());
      statuses.addAll(client.get().statuses());
    }
    all.sort(null);
    return new Result(nanos, all, statuses);
  }
}
