package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.restate.RestateProcess;
import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Is Restate: a server with a log of its own, and a process with the workflows.
 *
 * @param server the server
 * @param workflows the process with the workflows
 */
record RestateEngine(RestateServer server, PlainEngine workflows) implements Engine {

  /**
   * Starts both.
   *
   * @param java the home of the Java that runs the workflows
   * @param program the server's program
   * @param folder for data and output
   */
  static RestateEngine start(Path java, Path program, Path folder)
      throws IOException, InterruptedException {
    RestateServer server = RestateServer.start(program, folder);
    try {
      return new RestateEngine(
          server,
          PlainEngine.start(
              java,
              RestateProcess.class,
              folder.resolve("output.txt"),
              server.ingress().toString(),
              server.admin().toString()));
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public Optional<Figures> perform(Request request) throws IOException {
    return workflows.perform(request);
  }

  @Override
  public ProcessHandle process() {
    return workflows.process();
  }

  @Override
  public Optional<ProcessHandle> ownDatabase() {
    return Optional.of(server.process().toHandle());
  }

  @Override
  public void close() {
    workflows.close();
    server.close();
  }
}
