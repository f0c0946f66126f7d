package dev.holdfast.engine.job;

import dev.holdfast.api.PayloadTooLargeException;
import dev.holdfast.engine.model.ImportFormat;
import dev.holdfast.engine.port.JobUploads;
import java.io.IOException;
import java.io.InputStream;

/** Stores what comes in, chunk by chunk, and counts its entries. */
final class Upload {

  private Upload() {}

  /**
   * Stores an upload to its end.
   *
   * @param mostBytes most bytes that it may have
   * @return how many entries it has
   * @throws PayloadTooLargeException when it has more bytes
   */
  static long store(
      JobUploads uploads, String job, ImportFormat format, InputStream upload, long mostBytes)
      throws IOException {
    EntryCount entries = new EntryCount(format);
    long stored = 0;
    byte[] chunk = upload.readNBytes(JobUploads.CHUNK_BYTES);
    for (int number = 0; chunk.length > 0; number++) {
      stored += chunk.length;
      if (stored > mostBytes) {
        throw new PayloadTooLargeException(
            "The upload is over the limit of %d bytes: split it, or raise holdfast.jobs.upload-size. (payload.too_large)"
                .formatted(mostBytes));
      }
      uploads.append(job, number, chunk);
      entries.add(chunk);
      chunk = upload.readNBytes(JobUploads.CHUNK_BYTES);
    }
    return entries.total();
  }
}
