package dev.holdfast.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that do not kill it the server they share, started for the first of them, and the
 * folder of its bucket.
 */
public final class CommonServer implements ParameterResolver {

  /** Is the server, ended with the last test. */
  private record Running(Path folder, LaunchedServer server) implements AutoCloseable {

    static Running start() {
      try {
        Path folder = Files.createTempDirectory("holdfast");
        LaunchedServer server = LaunchedServer.launch(folder);
        server.awaitStart();
        return new Running(folder, server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      try (Stream<Path> tree = Files.walk(folder)) {
        List<Path> entries = tree.sorted(Comparator.reverseOrder()).toList();
        for (Path entry : entries) {
          Files.delete(entry);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LaunchedServer.class || type == Path.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running = running(context);
    return parameter.getParameter().getType() == Path.class
        ? running.folder().resolve("data/bucket")
        : running.server();
  }

  /**
   * Returns the server.
   *
   * @param context of a test
   */
  public static LaunchedServer of(ExtensionContext context) {
    return running(context).server();
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(CommonServer.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }
}
