package dev.holdfast.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Is a blob of what a stream gives; it can be read once. */
final class StreamBlob implements Blob {

  private final InputStream stream;
  private final AtomicBoolean opened = new AtomicBoolean();

  StreamBlob(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public long size() {
    throw new IllegalStateException(
        "The size of a stream is not known before it has been read: ask the blob that the step"
            + " returns.");
  }

  @Override
  public InputStream open() throws IOException {
    if (opened.getAndSet(true)) {
      throw new IOException(
          "A blob made of a stream can be opened once: open the one that the step returns.");
    }
    return stream;
  }
}
