package dev.holdfast.micro;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code workflowctl.jar} as a process of its own, as an operator would. */
record CtlProcess(LaunchedServer server, String user) {

  /**
   * Is a command that was run.
   *
   * @param exitCode how it has ended
   * @param out what it has answered
   * @param err what it has said besides
   */
  record Ran(int exitCode, String out, String err) {}

  /** Runs a command to its end. */
  Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("it.ctl")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("HOLDFAST_SERVER", server.url().substring(0, server.url().length() - "/api".length()));
    builder.environment().put("HOLDFAST_USER", user);
    builder.environment().put("HOLDFAST_PASSWORD", Passwords.read(server.data(), user));
    File out = File.createTempFile("workflowctl", ".out");
    File err = File.createTempFile("workflowctl", ".err");
    int exitCode = builder.redirectOutput(out).redirectError(err).start().waitFor();
    Ran ran = new Ran(exitCode, Files.readString(out.toPath()), Files.readString(err.toPath()));
    Files.delete(out.toPath());
    Files.delete(err.toPath());
    return ran;
  }
}
