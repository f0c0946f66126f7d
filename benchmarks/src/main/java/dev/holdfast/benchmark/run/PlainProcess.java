package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Clients;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Subject;
import dev.holdfast.benchmark.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Is the process of an engine that needs no server. It reads one request on each line and writes an
 * answer of one line; what else is printed does not begin with the mark of answers.
 */
public final class PlainProcess {

  static final String READY = "BENCHMARK ready";
  static final String ANSWER = "BENCHMARK answer ";
  static final String MISSING = "missing";

  private PlainProcess() {}

  /**
   * Performs the workloads that are asked for on the standard input, until it ends.
   *
   * @param subject the engine
   */
  public static void serve(Subject subject) throws Exception {
    Clients clients = new Clients(Thread::new);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(READY);
    for (Optional<Request> next = read(in); next.isPresent(); next = read(in)) {
      Request request = next.get();
      if (subject.offers(request.workload().kind())) {
        Figures figures = request.workload().run(subject, clients, request.size());
        System.out.println(ANSWER + figures);
      } else {
        System.out.println(ANSWER + MISSING);
      }
    }
  }

  private static Optional<Request> read(BufferedReader in) throws IOException {
    return Optional.ofNullable(in.readLine()).map(Request::parse);
  }

  /**
   * Is what a process is asked to do.
   *
   * @param workload the workload
   * @param size how much of it
   */
  record Request(Workload workload, Workload.Size size) {

    String line() {
      return "%s %d %d %d %d"
          .formatted(workload, size.clients(), size.seconds(), size.events(), size.sleepers());
    }

    static Request parse(String line) {
      String[] words = line.split(" ", -1);
      return new Request(
          Workload.valueOf(words[0]),
          new Workload.Size(
              Integer.parseInt(words[1]),
              Integer.parseInt(words[2]),
              Integer.parseInt(words[3]),
              Integer.parseInt(words[4])));
    }
  }
}
