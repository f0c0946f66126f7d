package dev.holdfast.engine.blob;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts one value into chunks and hands them on, one after the other. */
public final class BlobWriter {

  /** Bytes in each chunk but the last: small enough to be a row, large enough to be few. */
  static final int CHUNK = 256 << 10;

  private final String id;
  private final StorageRoom room;
  private final Chunks chunks;
  private long written;

  /**
   * Prepares to write a value.
   *
   * @param id names its chunks
   * @param room where they are counted
   * @param chunks where they go
   */
  public BlobWriter(String id, StorageRoom room, Chunks chunks) {
    this.id = id;
    this.room = room;
    this.chunks = chunks;
  }

  /** Takes chunks in order. */
  @FunctionalInterface
  public interface Chunks {

    /**
     * Stores a chunk.
     *
     * @param number its number, from 0
     * @param data its bytes
     */
    void append(int number, byte[] data);
  }

  /**
   * Writes what a stream gives until its end.
   *
   * @param stream the bytes; not closed here
   * @return what the record holds in their place
   * @throws IOException when the stream cannot be read
   * @throws NoRoomException when the instance has no room for them
   */
  public LargeValue writeBlob(InputStream stream) throws IOException {
    Beginning beginning = new Beginning();
    write(stream, beginning::accept);
    beginning.end();
    return new LargeValue(
        LargeValue.BLOB, "", id, written, beginning.shown(), beginning.isTruncated());
  }

  /**
   * Writes an encoded value.
   *
   * @param encoded the value
   * @param value the same before it was encoded
   * @return what the record holds in its place
   * @throws NoRoomException when the instance has no room for it
   */
  public LargeValue writeEncoded(EncodedValue encoded, @Nullable Object value) {
    byte[] data = encoded.data().getBytes(StandardCharsets.UTF_8);
    try {
      write(new ByteArrayInputStream(data), chunk -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String shown = shown(encoded, value);
    boolean truncated = shown.length() > Beginning.LONGEST;
    return new LargeValue(
        encoded.codec(),
        encoded.type(),
        id,
        written,
        truncated ? Beginning.cut(shown) : shown,
        truncated);
  }

  /** Gives the room back, because what was written is not kept. */
  public void giveBack() {
    room.giveBack(written);
    written = 0;
  }

  private static String shown(EncodedValue encoded, @Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return Beginning.binary(bytes.length);
    }
    if (value instanceof ByteBuffer buffer) {
      return Beginning.binary(buffer.remaining());
    }
    return value instanceof String text ? text.replace('\0', '\uFFFD') : encoded.data();
  }

  private void write(InputStream stream, Consumer<byte[]> listener) throws IOException {
    byte[] chunk = stream.readNBytes(CHUNK);
    for (int number = 0; chunk.length > 0; number++) {
      if (!room.take(chunk.length)) {
        throw new NoRoomException(room.limitBytes());
      }
      written += chunk.length;
      chunks.append(number, chunk);
      listener.accept(chunk);
      chunk = stream.readNBytes(CHUNK);
    }
  }
}
