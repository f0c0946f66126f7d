package dev.holdfast.micro.chaos;

import dev.holdfast.micro.LaunchedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Is one server of a cluster: a folder of its own, and one process after the other in it. */
final class ClusterNode implements AutoCloseable {

  /** The password of the user {@code admin}. */
  static final String PASSWORD = "chaos";

  private final String name;
  private final Path folder;
  private final Map<String, String> variables;
  private final List<LaunchedServer> processes = new CopyOnWriteArrayList<>();
  private volatile LaunchedServer server;
  private volatile boolean up;

  ClusterNode(String name, Path folder, Map<String, String> variables) throws IOException {
    this.name = name;
    this.folder = Files.createDirectories(folder);
    this.variables = variables;
    this.server = launch();
  }

  private LaunchedServer launch() throws IOException {
    LaunchedServer launched = LaunchedServer.launch(folder, variables);
    processes.add(launched);
    return launched;
  }

  String name() {
    return name;
  }

  LaunchedServer server() {
    return server;
  }

  /** Tells whether it has started and nothing has been done to it since. */
  boolean isUp() {
    return up;
  }

  void awaitStart() {
    server.awaitStart();
    up = true;
  }

  /** Ends the process without any warning; returns when it was gone. */
  Instant kill() {
    up = false;
    return server.kill();
  }

  /** Asks the process to stop and waits until it has. */
  void stop() throws InterruptedException {
    up = false;
    if (!server.stop()) {
      throw new AssertionError(name + " does not stop:\n" + server.output());
    }
  }

  /** Starts a new process in the place of one that has ended. */
  void launchAgain() throws IOException {
    server = launch();
  }

  /** Stops the process in the middle of whatever it does, without ending it. */
  void freeze() throws IOException, InterruptedException {
    up = false;
    signal("-STOP");
  }

  /** Lets a frozen process go on as if nothing had been; returns when. */
  Instant thaw() throws IOException, InterruptedException {
    Instant at = Instant.now();
    signal("-CONT");
    up = true;
    return at;
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", signal, String.valueOf(server.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill " + signal + " of " + name + " failed");
    }
  }

  /** Counts the lines that its processes have printed and that contain a text. */
  long countLogged(String text) {
    long count = 0;
    for (LaunchedServer process : processes) {
      count += process.output().lines().filter(line -> line.contains(text)).count();
    }
    return count;
  }

  @Override
  public void close() {
    server.close();
  }
}
