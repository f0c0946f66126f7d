package dev.holdfast.samples.bucket;

import dev.holdfast.samples.SampleSettings;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps each key as a file below one folder. The folder is {@code holdfast.samples.bucket} (or
 * {@code HOLDFAST_SAMPLES_BUCKET}), by default {@code holdfast-data/bucket} in the working
 * directory; servers that share work share the folder too.
 */
@Dependent
public class FolderBucket implements Bucket {

  private static final int LONGEST_KEY = 500;

  /** How the names of files begin that are being written. */
  private static final String DRAFT = ".draft";

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Path root;

  /** Opens the configured folder. */
  public FolderBucket() {
    this(Path.of(SampleSettings.find("holdfast.samples.bucket").orElse("holdfast-data/bucket")));
  }

  FolderBucket(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Optional<byte[]> find(String key) throws IOException {
    Path file = fileOf(key);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // removed between the two calls
    }
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith(DRAFT))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(key -> key.startsWith(prefix))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void put(String key, byte[] content) throws IOException {
    Path file = fileOf(key);
    Path folder = Files.createDirectories(file.resolveSibling(""));
    checkInside(key, folder);
    Path draft = Files.createTempFile(folder, DRAFT, null);
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Path fileOf(String key) throws IOException {
    if (key.isEmpty() || key.length() > LONGEST_KEY || CONTROL.matcher(key).find()) {
      throw new InvalidKeyException(
          key, "it must have 1 to " + LONGEST_KEY + " characters and no control characters");
    }
    if (key.indexOf('\\') >= 0 || Arrays.stream(key.split("/", -1)).anyMatch(FolderBucket::leads)) {
      throw new InvalidKeyException(
          key, "its parts must be separated by '/' and must not be empty, '.' or '..'");
    }
    Path file = resolve(key);
    if (Files.exists(file)) {
      checkInside(key, file);
    }
    return file;
  }

  private static boolean leads(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  private Path resolve(String key) {
    try {
      Path file = root.resolve(key).normalize();
      if (!file.startsWith(root) || file.equals(root)) {
        throw new InvalidKeyException(key, "it must lie inside the bucket");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new InvalidKeyException(key, "it is no file name here");
    }
  }

  /** Follows links, which the key alone does not show. */
  private void checkInside(String key, Path existing) throws IOException {
    if (!existing.toRealPath().startsWith(root.toRealPath())) {
      throw new InvalidKeyException(key, "it must lie inside the bucket");
    }
  }
}
