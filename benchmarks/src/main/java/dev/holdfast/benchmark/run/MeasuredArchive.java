package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Copies what is shipped and adds the workflows of the benchmark, and what starts them. */
final class MeasuredArchive {

  /** Folders of classes that go into the archive. */
  private static final List<String> PACKAGES =
      List.of("dev/holdfast/benchmark/workload", "dev/holdfast/benchmark/holdfast");

  private MeasuredArchive() {}

  /** Copies the folder for Payara Micro; returns the copy. */
  static Path copy(Path home, Path copy) throws IOException {
    copyFolder(home, copy);
    addTo(copy.resolve("holdfast.war"));
    return copy;
  }

  /** Copies a folder as it is. */
  static void copyFolder(Path folder, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(folder.relativize(file).toString()));
      }
    }
  }

  /** Copies the archive for application servers. */
  static void copyEar(Path ear, Path copy) throws IOException {
    Files.copy(ear, copy);
    Path war = Files.createTempFile("measured", ".war");
    try (FileSystem archive = FileSystems.newFileSystem(copy, Map.of())) {
      Path inside = archive.getPath("workflow-web.war");
      Files.copy(inside, war, StandardCopyOption.REPLACE_EXISTING);
      addTo(war);
      Files.copy(war, inside, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.delete(war);
    }
  }

  private static void addTo(Path war) throws IOException {
    try (FileSystem archive = FileSystems.newFileSystem(war, Map.of())) {
      for (String folder : PACKAGES) {
        Path target = archive.getPath("WEB-INF/classes", folder);
        Files.createDirectories(target);
        for (String name : classes(folder)) {
          try (InputStream in = resource(folder + "/" + name)) {
            Files.copy(in, target.resolve(name));
          }
        }
      }
    }
  }

  private static List<String> classes(String folder) throws IOException {
    try (FileSystem own = FileSystems.newFileSystem(ownArchive(), Map.of());
        Stream<Path> files = Files.list(own.getPath(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static InputStream resource(String path) throws IOException {
    InputStream in = Subject.class.getClassLoader().getResourceAsStream(path);
    if (in == null) {
      throw new IOException("Not on the class path: " + path);
    }
    return in;
  }

  private static Path ownArchive() {
    return Path.of(Subject.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
