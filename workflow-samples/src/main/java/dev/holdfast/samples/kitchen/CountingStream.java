package dev.holdfast.samples.kitchen;

import java.io.InputStream;
import java.util.Objects;

/** Gives the bytes 0 to 255 again and again, which are no text in any encoding. */
final class CountingStream extends InputStream {

  private final int length;
  private int given;

  CountingStream(int length) {
    this.length = length;
  }

  @Override
  public int read() {
    return given < length ? given++ & 0xFF : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, buffer.length);
    int next = Math.min(count, length - given);
    for (int i = 0; i < next; i++) {
      buffer[offset + i] = (byte) (given + i);
    }
    given += next;
    return next == 0 && count > 0 ? -1 : next;
  }
}
