package dev.holdfast.ctl.command;

import dev.holdfast.ctl.output.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows how much of a file has been read. */
final class CountedInput extends FilterInputStream {

  private static final double MEBIBYTE = 1 << 20;

  private final long size;
  private final Progress progress;
  private long read;

  /**
   * Makes one.
   *
   * @param input the file
   * @param size its size in bytes; 0 when it is not known
   * @param progress shows it
   */
  CountedInput(InputStream input, long size, Progress progress) {
    super(input);
    this.size = size;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int found = in.read();
    count(found < 0 ? 0 : 1);
    return found;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int found = in.read(buffer, offset, length);
    count(Math.max(0, found));
    return found;
  }

  private void count(int more) {
    read += more;
    progress.at(mebibytes(read), mebibytes(size));
  }

  private static long mebibytes(long bytes) {
    return (long) Math.ceil(bytes / MEBIBYTE);
  }
}
