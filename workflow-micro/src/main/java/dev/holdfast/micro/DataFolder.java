package dev.holdfast.micro;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Owns the data folder for as long as the process lives: two servers on one folder would ruin it.
 */
final class DataFolder implements AutoCloseable {

  private final Path path;
  private final FileLock lock;

  private DataFolder(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing and takes it.
   *
   * @throws StartupFailure if it cannot be written or another process has it
   */
  static DataFolder take(Path path) {
    try {
      Files.createDirectories(path);
      Path lockFile = path.resolve("lock");
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StartupFailure(
            "The data folder %s is in use by another Holdfast process. Stop that one, or set HOLDFAST_DATA to another folder."
                .formatted(path));
      }
      return new DataFolder(path, lock);
    } catch (IOException e) {
      throw new StartupFailure(
          "The data folder %s cannot be written (%s). Make it writable for this user, or set HOLDFAST_DATA to another folder."
              .formatted(path, e),
          e);
    }
  }

  /**
   * Empties and returns the folder the server unpacks itself into. It holds nothing that must
   * survive, and a temporary folder of the system might be cleaned up under a server that runs for
   * weeks.
   *
   * @throws StartupFailure if it cannot be emptied
   */
  Path emptyServerFolder() {
    Path folder = path.resolve("server");
    try {
      delete(folder);
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartupFailure("The folder %s cannot be emptied (%s).".formatted(folder, e), e);
    }
  }

  /**
   * Returns the name of this node of the cluster, made up at the first start. It tells the engine
   * after a crash that the earlier process of the name is dead; the folder's lock makes that true.
   *
   * @throws StartupFailure if the file with the name can be neither read nor written
   */
  String nodeName() {
    Path file = path.resolve("node-name");
    try {
      if (!Files.exists(file)) {
        Path whole = path.resolve("node-name.new");
        Files.writeString(whole, "micro-" + UUID.randomUUID().toString().substring(0, 8));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StartupFailure("The file %s cannot be used (%s).".formatted(file, e), e);
    }
  }

  /** Gives the folder free. */
  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }
}
