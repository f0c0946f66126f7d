package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobTest {

  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void ofBytesCanBeOpenedAnyNumberOfTimes() throws IOException {
    Blob blob = Blob.of(CONTENT);

    assertThat(blob.size()).isEqualTo(3);
    assertThat(blob.open()).hasBinaryContent(CONTENT);
    assertThat(blob.open()).hasBinaryContent(CONTENT);
  }

  @Test
  void ofAFileIsReadWhenItIsOpened() throws IOException {
    Path file = folder.resolve("some.bin");
    Blob blob = Blob.of(file);
    assertThatThrownBy(blob::size).isInstanceOf(IllegalStateException.class);

    Files.write(file, CONTENT);

    assertThat(blob.size()).isEqualTo(3);
    assertThat(blob.open()).hasBinaryContent(CONTENT);
  }

  @Test
  void ofAStreamCanBeOpenedOnceAndDoesNotTellItsSize() throws IOException {
    Blob blob = Blob.of(new ByteArrayInputStream(CONTENT));

    assertThatThrownBy(blob::size).isInstanceOf(IllegalStateException.class);
    assertThat(blob.open()).hasBinaryContent(CONTENT);
    assertThatThrownBy(blob::open).isInstanceOf(IOException.class).hasMessageContaining("once");
  }
}
