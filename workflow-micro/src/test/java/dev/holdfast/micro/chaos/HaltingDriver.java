package dev.holdfast.micro.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

  /** Returns a copy of a packed folder with one driver more. */
  static Path addTo(Path packed, Path folder) throws IOException {
    Path program = folder.resolve("program");
    try (Stream<Path> entries = Files.walk(packed)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, program.resolve(packed.relativize(entry).toString()));
      }
    }
    Path drivers = program.resolve("drivers");
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
}
