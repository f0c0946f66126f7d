package dev.holdfast.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands as an operator would. */
public final class ExternalCommand {

  private ExternalCommand() {}

  /**
   * Runs a command to its end.
   *
   * @param command the program and its arguments
   * @param output the file that gets what it prints, after what is there
   * @param limit how long it may take before it is ended
   * @throws IllegalStateException when it fails or takes too long
   */
  static void run(List<String> command, Path output, Duration limit) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw failure(command, "takes longer than " + limit, output);
      }
      if (process.exitValue() != 0) {
        throw failure(command, "ended with " + process.exitValue(), output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs a command to its end and returns what it prints.
   *
   * @param command the program and its arguments
   * @param limit how long it may take before it is ended
   * @throws IllegalStateException when it fails or takes too long
   */
  public static String read(List<String> command, Duration limit) {
    try {
      Path output = Files.createTempFile("output", ".txt");
      try {
        run(command, output, limit);
        return Files.readString(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException failure(List<String> command, String what, Path output)
      throws IOException {
    return new IllegalStateException(
        String.join(" ", command) + " " + what + ":\n" + Files.readString(output));
  }
}
