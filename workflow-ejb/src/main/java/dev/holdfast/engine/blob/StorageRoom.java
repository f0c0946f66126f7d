package dev.holdfast.engine.blob;

import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is stored for one instance against its limit. Values in records count by their
 * characters, those in chunks by their bytes. Thread-safe.
 */
public final class StorageRoom {

  private final long limitBytes;
  private final AtomicLong used = new AtomicLong();

  /**
   * Makes an empty room.
   *
   * @param limitBytes how much may be stored
   */
  public StorageRoom(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Counts a value that is stored already.
   *
   * @param stored the value as the record holds it; null counts nothing
   */
  public void add(@Nullable EncodedValue stored) {
    if (stored != null) {
      used.addAndGet(LargeValue.of(stored).map(LargeValue::size).orElse(sizeOf(stored)));
    }
  }

  /**
   * Takes room for something to be stored.
   *
   * @param bytes its size
   * @return false when there is not enough; nothing is taken then
   */
  public boolean take(long bytes) {
    if (used.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  /**
   * Gives room back that was taken for something that is not stored after all.
   *
   * @param bytes its size
   */
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /**
   * Returns the limit.
   *
   * @return in bytes
   */
  public long limitBytes() {
    return limitBytes;
  }

  /**
   * Tells whether more than half of the room is in use.
   *
   * @return true when the instance is near its limit
   */
  public boolean isHalfFull() {
    return used.get() > limitBytes / 2;
  }

  /**
   * Returns how much room a value in a record takes.
   *
   * @param value the value
   * @return about its bytes
   */
  public static long sizeOf(EncodedValue value) {
    return value.data().length();
  }
}
