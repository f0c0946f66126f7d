package dev.holdfast.engine.job;

import dev.holdfast.engine.port.JobOutputs;
import java.io.InputStream;
import java.util.Objects;

/** Reads the output of a job, one chunk in memory at a time. */
final class OutputStreamed extends InputStream {

  private static final byte[] NONE = new byte[0];

  private final JobOutputs outputs;
  private final String job;
  private byte[] chunk = NONE;
  private int place;
  private int next;

  OutputStreamed(JobOutputs outputs, String job) {
    this.outputs = outputs;
    this.job = job;
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : chunk[place++] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int count) {
    Objects.checkFromIndexSize(from, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int length = Math.min(count, chunk.length - place);
    System.arraycopy(chunk, place, bytes, from, length);
    place += length;
    return length;
  }

  private boolean isAtEnd() {
    if (place == chunk.length) {
      chunk = outputs.find(job, next).orElse(NONE);
      next += chunk.length == 0 ? 0 : 1;
      place = 0;
    }
    return chunk.length == 0;
  }
}
