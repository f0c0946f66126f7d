package dev.holdfast.api;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Is a blob of bytes in memory. */
final class BytesBlob implements Blob {

  private final byte[] bytes;

  BytesBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }
}
