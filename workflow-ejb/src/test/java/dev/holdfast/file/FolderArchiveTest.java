package dev.holdfast.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T12:30:00Z"));

  @TempDir private Path parent;
  private final AtomicInteger texts = new AtomicInteger();

  private FolderArchive archive(Path folder) {
    return new FolderArchive(folder, CLOCK, () -> "u" + texts.incrementAndGet());
  }

  @Test
  void appendsLinesToAFileOfItsOwn() throws IOException {
    Path folder = parent.resolve("a/b");
    FolderArchive one = archive(folder);
    FolderArchive other = archive(folder);

    one.append(List.of("{\"id\":\"ü\"}", "{}"));
    other.append(List.of("other"));
    one.append(List.of("last"));

    assertThat(folder.resolve("holdfast-archive-20300101T123000Z-u1.ndjson"))
        .hasContent("{\"id\":\"ü\"}\n{}\nlast");
    assertThat(folder.resolve("holdfast-archive-20300101T123000Z-u2.ndjson")).hasContent("other");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void failsWhenItCannotWriteAndTriesAnotherFileNextTime() throws IOException {
    Path folder = parent.resolve("taken");
    Files.writeString(folder, "a file in the place of the folder");
    FolderArchive archive = archive(folder);

    assertThatThrownBy(() -> archive.append(List.of("a")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("are not purged");
    Files.delete(folder);
    archive.append(List.of("b"));

    assertThat(folder.resolve("holdfast-archive-20300101T123000Z-u1.ndjson")).hasContent("b");
  }
}
