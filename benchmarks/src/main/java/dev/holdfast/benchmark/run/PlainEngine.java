package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is an engine that needs no server. */
final class PlainEngine implements Engine {

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  private PlainEngine(Process process) {
    this.process = process;
    this.answers = process.inputReader();
    this.requests = process.outputWriter();
  }

  /**
   * Starts the process.
   *
   * @param java the home of its Java
   * @param main its main class, which gets the URL of the database, its user and password
   * @param log where its error output goes
   */
  static PlainEngine start(Path java, Class<?> main, BenchmarkDatabase.Login login, Path log)
      throws IOException {
    return start(java, main, log, login.url(), login.user(), login.password());
  }

  /**
   * Starts the process.
   *
   * @param java the home of its Java
   * @param main its main class
   * @param log where its error output goes
   * @param arguments what the main class gets
   */
  static PlainEngine start(Path java, Class<?> main, Path log, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java.resolve("bin/java").toString(),
                "-Xmx768m",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    PlainEngine engine = new PlainEngine(process);
    engine.awaitLine(PlainProcess.READY);
    return engine;
  }

  @Override
  public Optional<Figures> perform(Request request) throws IOException {
    requests.write(request.line());
    requests.newLine();
    requests.flush();
    String answer = awaitLine(PlainProcess.ANSWER).substring(PlainProcess.ANSWER.length());
    return answer.equals(PlainProcess.MISSING)
        ? Optional.empty()
        : Optional.of(Figures.parse(answer));
  }

  private String awaitLine(String beginning) throws IOException {
    while (true) {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("The process has ended; its error output says why");
      }
      if (line.startsWith(beginning)) {
        return line;
      }
    }
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }
}
