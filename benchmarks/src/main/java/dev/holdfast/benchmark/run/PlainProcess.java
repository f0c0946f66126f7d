package dev.holdfast.benchmark.run;

import com.zaxxer.hikari.HikariConfig;
import dev.holdfast.benchmark.workload.Clients;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import dev.holdfast.benchmark.workload.Subject;
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

  private static final int CONNECTIONS = 20;

  private PlainProcess() {}

  /**
   * Describes a pool of connections to the database that the process is told.
   *
   * @param arguments of its main class: URL, user, password
   * @return the pool's settings
   */
  public static HikariConfig pool(String[] arguments) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(arguments[0]);
    pool.setUsername(arguments[1]);
    pool.setPassword(arguments[2]);
    pool.setMaximumPoolSize(CONNECTIONS);
    return pool;
  }

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
      Optional<Figures> figures = next.get().perform(subject, clients);
      System.out.println(ANSWER + figures.map(Figures::toString).orElse(MISSING));
    }
  }

  private static Optional<Request> read(BufferedReader in) throws IOException {
    return Optional.ofNullable(in.readLine()).map(Request::parse);
  }
}
