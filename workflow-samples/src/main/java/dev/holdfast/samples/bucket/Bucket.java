package dev.holdfast.samples.bucket;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps bytes under keys such as {@code public/harbour.png}. Implementations are safe for use by
 * many threads; the last of two simultaneous writers of a key wins as a whole.
 */
public interface Bucket {

  /**
   * Finds what is kept under a key.
   *
   * @param key the key
   * @return the bytes; empty when nothing is kept there
   * @throws IOException when the storage fails
   * @throws InvalidKeyException when the text is not a key
   */
  Optional<byte[]> find(String key) throws IOException;

  /**
   * Lists the keys that begin with a text.
   *
   * @param prefix such as {@code samples/}; empty for all
   * @return the keys, sorted
   * @throws IOException when the storage fails
   */
  List<String> list(String prefix) throws IOException;

  /**
   * Keeps bytes under a key, in place of what was there. A reader sees the old bytes or the new
   * ones, never a part, also after a crash.
   *
   * @param key the key
   * @param content the bytes
   * @throws IOException when the storage fails; what was there before stays
   * @throws InvalidKeyException when the text is not a key
   */
  void put(String key, byte[] content) throws IOException;

  /**
   * Returns what is kept under a key.
   *
   * @param key the key
   * @return the bytes
   * @throws ObjectNotFoundException when nothing is kept there
   * @throws IOException when the storage fails
   * @throws InvalidKeyException when the text is not a key
   */
  default byte[] get(String key) throws IOException {
    return find(key).orElseThrow(() -> new ObjectNotFoundException(key));
  }
}
