package dev.holdfast.file;

import dev.holdfast.engine.port.Archiving.LineFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to files in a folder. Each process writes files of its own, whose names no other
 * process has; a new one is begun when one is large, or an append has failed. Lines are on the disk
 * when an append returns; of one that has failed, or was cut off by a crash, an incomplete line may
 * be the last of its file. Thread-safe.
 */
public final class FolderArchive implements LineFile {

  private static final System.Logger LOG = System.getLogger(FolderArchive.class.getName());
  private static final long LARGEST_FILE = 256L << 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;
  private final Supplier<String> uniqueTexts;
  private @Nullable FileChannel file;

  /**
   * Uses a folder; makes it with the first append if it is not there.
   *
   * @param folder the folder
   * @param clock tells the time for names
   * @param uniqueTexts gives out texts for names, none twice
   */
  public FolderArchive(Path folder, InstantSource clock, Supplier<String> uniqueTexts) {
    this.folder = folder;
    this.clock = clock;
    this.uniqueTexts = uniqueTexts;
  }

  @Override
  public synchronized void append(List<String> lines) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (String line : lines) {
      text.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      text.write('\n');
    }
    try {
      write(ByteBuffer.wrap(text.toByteArray()));
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(
          "Instances could not be archived in " + folder + ", and are not purged: " + e, e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    FileChannel to = file == null ? begin() : file;
    file = to;
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
    to.force(true);
    if (to.size() >= LARGEST_FILE) {
      close();
    }
  }

  private FileChannel begin() throws IOException {
    Files.createDirectories(folder);
    Path path =
        folder.resolve(
            "holdfast-archive-%s-%s.ndjson"
                .formatted(TIME.format(clock.instant()), uniqueTexts.get()));
    FileChannel begun =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    forceFolder();
    return begun;
  }

  /** Makes the name of a new file durable, where a folder can be opened. */
  private void forceFolder() {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      return; // Windows has no such thing
    }
  }

  private void close() {
    @Nullable FileChannel closed = file;
    file = null;
    if (closed != null) {
      try {
        closed.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A file of the archive could not be closed", e);
      }
    }
  }
}
