package dev.holdfast.benchmark.workload;

import java.util.Optional;

/**
 * Is what a process is asked to do.
 *
 * @param workload the workload
 * @param size how much of it
 */
public record Request(Workload workload, Workload.Size size) {

  /**
   * Writes it.
   *
   * @return one line, for {@link #parse}
   */
  public String line() {
    return "%s %d %d %d %d %d %d"
        .formatted(
            workload,
            size.clients(),
            size.seconds(),
            size.events(),
            size.sleepers(),
            size.times(),
            size.settle());
  }

  /**
   * Reads what {@link #line} has written.
   *
   * @param line the line
   * @return the request
   */
  public static Request parse(String line) {
    String[] words = line.split(" ", -1);
    return new Request(
        Workload.valueOf(words[0]),
        new Workload.Size(
            Integer.parseInt(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]),
            Integer.parseInt(words[4]),
            Integer.parseInt(words[5]),
            Integer.parseInt(words[6])));
  }

  /**
   * Does it, and measures.
   *
   * @param subject the engine
   * @param clients make its clients
   * @return the figures; empty when the engine has no such workflow, or no such way in
   */
  public Optional<Figures> perform(Subject subject, Clients clients) throws Exception {
    Optional<Subject> able =
        subject.through(workload.door()).filter(it -> it.offers(workload.kind()));
    return able.isEmpty() ? Optional.empty() : Optional.of(workload.run(able.get(), clients, size));
  }
}
