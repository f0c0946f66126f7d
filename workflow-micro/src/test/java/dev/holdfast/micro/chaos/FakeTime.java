package dev.holdfast.micro.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sets the clocks of single processes, by <a
 * href="https://github.com/wolfcw/libfaketime">libfaketime</a>: what they believe to be the time of
 * day moves, elapsed time does not.
 */
final class FakeTime {

  private static final String LIBRARY = "libfaketimeMT.so.1";

  private final Path preloaded;
  private final Path folder;

  private FakeTime(Path preloaded, Path folder) {
    this.preloaded = preloaded;
    this.folder = folder;
  }

  /**
   * Finds the library where {@code -Dchaos.faketime} says, where Debian's package puts it, or in
   * the package, which is fetched; skips the test when there is none.
   */
  static FakeTime prepare(Path folder) throws IOException, InterruptedException {
    Optional<Path> library =
        Optional.ofNullable(System.getProperty("chaos.faketime"))
            .map(Path::of)
            .or(() -> find(Path.of("/usr/lib")));
    if (library.isEmpty()) {
      library = fetch(Files.createDirectories(folder.resolve("faketime")));
    }
    assumeTrue(
        library.isPresent(), "No libfaketime: install it, or name it with -Dchaos.faketime=...");
    return new FakeTime(library.orElseThrow(), folder);
  }

  private static Optional<Path> find(Path root) {
    try (Stream<Path> files =
        Files.find(root, 4, (file, attributes) -> file.endsWith("faketime/" + LIBRARY))) {
      return files.findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> fetch(Path folder) throws IOException, InterruptedException {
    List<String> command =
        List.of("sh", "-c", "apt-get download libfaketime && dpkg-deb -x libfaketime_*.deb .");
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    return process.waitFor() == 0 ? find(folder.resolve("usr/lib")) : Optional.empty();
  }

  /** Returns the variables that give a process a clock of its own, which is right at first. */
  Map<String, String> variables(String process) throws IOException {
    set(process, Duration.ZERO);
    return Map.of(
        "LD_PRELOAD", preloaded.toString(),
        "FAKETIME_TIMESTAMP_FILE", file(process).toString(),
        "FAKETIME_CACHE_DURATION", "1", // seconds; read at each look, the servers would crawl
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0", // with it, each wait of Java's would return at once
        "FAKETIME_DISABLE_SHM", "1",
        "NO_FAKE_STAT", "1");
  }

  /** Sets the clock of a process; it sees the new time within a second. */
  void set(String process, Duration aheadOfTheTruth) throws IOException {
    Path written =
        Files.writeString(folder.resolve("written"), "%+d".formatted(aheadOfTheTruth.toSeconds()));
    Files.move(written, file(process), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(String process) {
    return folder.resolve("clock-of-" + process);
  }
}
