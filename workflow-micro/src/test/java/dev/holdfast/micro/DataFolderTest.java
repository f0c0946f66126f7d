package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path parent;

  @Test
  void createsTheFolder() throws IOException {
    Path path = parent.resolve("a/b");

    try (DataFolder folder = DataFolder.take(path)) {
      assertThat(folder).isNotNull();
      assertThat(path).isDirectory();
    }
  }

  @Test
  void refusesAFolderInUse() throws IOException {
    try (DataFolder folder = DataFolder.take(parent)) {
      assertThat(folder).isNotNull();

      assertThatThrownBy(() -> DataFolder.take(parent))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("in use")
          .hasMessageContaining("HOLDFAST_DATA");
    }
  }

  @Test
  void givesTheFolderFree() throws IOException {
    DataFolder.take(parent).close();

    try (DataFolder folder = DataFolder.take(parent)) {
      assertThat(folder).isNotNull();
    }
  }

  @Test
  void emptiesTheFolderOfTheServerAndNothingElse() throws IOException {
    Path kept = Files.createFile(parent.resolve("db.mv.db"));
    Path old = Files.createDirectories(parent.resolve("server/runtime")).resolve("old.jar");
    Files.createFile(old);

    try (DataFolder folder = DataFolder.take(parent)) {
      assertThat(folder.emptyServerFolder()).isEmptyDirectory();
      assertThat(kept).exists();
    }
  }

  @Test
  void keepsTheNameOfTheNode() throws IOException {
    String name;
    try (DataFolder folder = DataFolder.take(parent)) {
      name = folder.nodeName();
    }

    try (DataFolder folder = DataFolder.take(parent)) {
      assertThat(folder.nodeName()).isEqualTo(name).startsWith("micro-");
    }
  }

  @Test
  void namesAFolderItCannotWrite() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("HOLDFAST_DATA");
  }
}
