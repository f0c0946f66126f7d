package dev.holdfast.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Is a blob of a file. */
final class FileBlob implements Blob {

  private final Path file;

  FileBlob(Path file) {
    this.file = file;
  }

  @Override
  public long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new IllegalStateException("The size of the file " + file + " cannot be read", e);
    }
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }
}
