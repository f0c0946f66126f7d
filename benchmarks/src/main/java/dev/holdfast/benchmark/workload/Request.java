package dev.holdfast.benchmark.workload;

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
    return "%s %d %d %d %d"
        .formatted(workload, size.clients(), size.seconds(), size.events(), size.sleepers());
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
            Integer.parseInt(words[4])));
  }

  /**
   * Does it, and measures.
   *
   * @param subject the engine
   * @param clients make its clients
   * @return the figures
   */
  public Figures perform(Subject subject, Clients clients) throws Exception {
    return workload.run(subject, clients, size);
  }
}
