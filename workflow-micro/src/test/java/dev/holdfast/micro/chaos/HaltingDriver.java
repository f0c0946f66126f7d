package dev.holdfast.micro.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Puts {@link HaltingXaDataSource} beside the drivers of a server. */
final class HaltingDriver {

  private static final List<Class<?>> CLASSES =
      List.of(HaltingXaDataSource.class, HaltingXaDataSource.Point.class);

  private HaltingDriver() {}

  /** Returns a folder with links to the archives of a packed folder, and with one driver more. */
  static Path addTo(Path packed, Path folder) throws IOException {
    Path program = Files.createDirectories(folder.resolve("program"));
    link(packed, program, "drivers");
    Path drivers = Files.createDirectories(program.resolve("drivers"));
    link(packed.resolve("drivers"), drivers, "");
    try (OutputStream file = Files.newOutputStream(drivers.resolve("halting.jar"));
        JarOutputStream archive = new JarOutputStream(file)) {
      for (Class<?> type : CLASSES) {
        String name = type.getName().replace('.', '/') + ".class";
        archive.putNextEntry(new JarEntry(name));
        try (InputStream bytes = HaltingDriver.class.getResourceAsStream("/" + name)) {
          bytes.transferTo(archive);
        }
      }
    }
    return program;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      entries
          .filter(entry -> !entry.getFileName().toString().equals(except))
          .forEach(
              entry -> {
                try {
                  Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
