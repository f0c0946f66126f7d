package dev.holdfast.engine.job;

import dev.holdfast.engine.port.JobOutputs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes lines to the output of a job, in chunks. One thread at a time. */
final class OutputWriter {

  private final JobOutputs outputs;
  private final String job;
  private final long node;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int chunks;
  private boolean lost;

  /**
   * Goes on behind some chunks.
   *
   * @param node the node that owns the job
   * @param chunks how many chunks stay; later ones are written anew
   */
  OutputWriter(JobOutputs outputs, String job, long node, int chunks) {
    this.outputs = outputs;
    this.job = job;
    this.node = node;
    this.chunks = chunks;
  }

  void line(String line) {
    text.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    text.write('\n');
    if (text.size() >= JobOutputs.CHUNK_BYTES) {
      flush();
    }
  }

  /** Writes what is left; returns false when another node has the job. */
  boolean flush() {
    byte[] bytes = text.toByteArray();
    text.reset();
    for (int from = 0; from < bytes.length && !lost; from += JobOutputs.CHUNK_BYTES) {
      int to = Math.min(bytes.length, from + JobOutputs.CHUNK_BYTES);
      lost = !outputs.write(job, node, chunks, Arrays.copyOfRange(bytes, from, to));
      chunks++;
    }
    return !lost;
  }

  /** Returns how many chunks there are. */
  int chunks() {
    return chunks;
  }
}
