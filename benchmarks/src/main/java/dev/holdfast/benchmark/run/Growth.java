package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Workload;
import dev.holdfast.benchmark.workload.Workload.Size;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Reads how much of each workload is to be measured; what is a list is measured for each value. */
final class Growth {

  /** Steps that the engines allow an instance, some left for what else it does. */
  private static final int MOST_STEPS = 9_000;

  /** Steps that all clients together may be about to make. */
  private static final int STEPS_AT_A_TIME = 8_000;

  @Option(
      names = "--clients",
      split = ",",
      description = "concurrent clients, one or more numbers; default: ${DEFAULT-VALUE}",
      defaultValue = "64")
  private List<Integer> clients = List.of();

  @Option(
      names = "--steps",
      split = ",",
      description = "steps of a workflow of MANY_STEPS; default: ${DEFAULT-VALUE}",
      defaultValue = "1,10,100,1000")
  private List<Integer> steps = List.of();

  @Option(
      names = "--naps",
      split = ",",
      description = "sleeps of a workflow of NAPS; default: ${DEFAULT-VALUE}",
      defaultValue = "10,100,1000")
  private List<Integer> naps = List.of();

  @Option(
      names = "--replayed",
      split = ",",
      description = "steps that an instance of REPLAY has made; default: ${DEFAULT-VALUE}",
      defaultValue = "1000")
  private List<Integer> replayed = List.of();

  @Option(
      names = "--finished",
      split = ",",
      description =
          "finished instances in the tables, in ascending order; default: ${DEFAULT-VALUE}",
      defaultValue = "0")
  private List<Integer> finished = List.of();

  @Option(
      names = "--long-sleepers",
      description = "instances of SLEEPERS; default: ${DEFAULT-VALUE}",
      defaultValue = "1000000")
  private int longSleepers;

  /** Made by the command line. */
  Growth() {}

  /** Returns what is to be measured of some workloads, in this order. */
  List<Trial> trials(List<Workload> workloads, Size size) {
    check();
    List<Trial> trials = new ArrayList<>();
    for (int rows : finished) {
      for (Workload workload : workloads) {
        for (int count : workload.hasManyClients() ? clients : List.of(1)) {
          for (int repeated : times(workload)) {
            trials.add(trial(workload, size.withClients(count).withTimes(repeated), rows));
          }
        }
      }
    }
    return trials;
  }

  private Trial trial(Workload workload, Size wanted, int rows) {
    Size size = wanted;
    List<String> place = new ArrayList<>();
    if (workload == Workload.MANY_STEPS) {
      int most = Math.max(1, STEPS_AT_A_TIME / wanted.times());
      size = wanted.withClients(Math.min(wanted.clients(), most));
    } else if (workload == Workload.SLEEPERS) {
      size = wanted.withSleepers(longSleepers);
    }
    if (times(workload).size() > 1) {
      place.add("times=" + size.times());
    }
    if (workload.hasManyClients() && (clients.size() > 1 || size.clients() < wanted.clients())) {
      place.add("clients=" + size.clients());
    }
    if (finished.size() > 1) {
      place.add("finished=" + rows);
    }
    return new Trial(workload, size, rows, String.join(" ", place));
  }

  private List<Integer> times(Workload workload) {
    return switch (workload) {
      case MANY_STEPS -> steps;
      case NAPS -> naps;
      case REPLAY -> replayed;
      default -> List.of(1);
    };
  }

  private void check() {
    check("--clients", clients, 1, Integer.MAX_VALUE);
    check("--steps", steps, 1, MOST_STEPS);
    check("--naps", naps, 1, MOST_STEPS);
    check("--replayed", replayed, 0, MOST_STEPS);
    check("--finished", finished, 0, 90_000_000);
    check("--long-sleepers", List.of(longSleepers), 1, Integer.MAX_VALUE);
    if (!finished.equals(finished.stream().sorted().toList())) {
      throw new IllegalArgumentException(
          "--finished was %s, expected ascending numbers: rows are added and never removed"
              .formatted(finished));
    }
  }

  /** Fails unless each number of an option is within bounds. */
  static void check(String option, List<Integer> values, int least, int most) {
    for (int value : values) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "%s was %d, expected a number from %d to %d".formatted(option, value, least, most));
      }
    }
  }
}
