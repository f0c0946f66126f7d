package dev.holdfast.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Is a large binary result of a step. A body returns one that says where the bytes come from; they
 * are read within the attempt, and its timeout, and stored in chunks. The caller gets another one,
 * on first execution and every replay, that reads them from the journal.
 *
 * <p>Only the result itself can be a blob, not a part of it. What a step returned can be used as
 * long as the instance is kept; its bytes are never in memory as a whole. Blobs that steps have
 * returned are thread-safe.
 */
public interface Blob {

  /**
   * Returns how many bytes there are.
   *
   * @return zero or more
   * @throws IllegalStateException for one made of a stream or a file that cannot tell; what a step
   *     returned always can
   */
  long size();

  /**
   * Opens the bytes from the beginning. What a step returned can be opened any number of times, in
   * workflow code and in bodies; reading fails when the database cannot be reached, or when the
   * instance was restarted or deleted meanwhile.
   *
   * @return a fresh stream, to be closed by the caller
   * @throws IOException when the bytes cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Makes a blob of bytes.
   *
   * @param bytes the content, not copied
   * @return the blob
   */
  static Blob of(byte[] bytes) {
    return new BytesBlob(bytes);
  }

  /**
   * Makes a blob of what a stream gives until its end. It can be opened once, which is enough to be
   * the result of a body; the engine reads and closes it.
   *
   * @param stream the content; when reading it fails, the attempt fails and is made again
   * @return the blob
   */
  static Blob of(InputStream stream) {
    return new StreamBlob(stream);
  }

  /**
   * Makes a blob of a file, which is read when the blob is opened.
   *
   * @param file the file
   * @return the blob
   */
  static Blob of(Path file) {
    return new FileBlob(file);
  }
}
