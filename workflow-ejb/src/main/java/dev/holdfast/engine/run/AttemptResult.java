package dev.holdfast.engine.run;

import dev.holdfast.api.Blob;
import dev.holdfast.api.StepOptions;
import dev.holdfast.engine.blob.BlobWriter;
import dev.holdfast.engine.blob.NoRoomException;
import dev.holdfast.engine.blob.StorageRoom;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.EncodedValue;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepRecord;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Is what one attempt of a step leaves if it succeeds: a value in the record of the step, or chunks
 * that the record refers to.
 */
final class AttemptResult {

  private final RunStep step;
  private final StepRecord record;
  private final StepOptions options;
  private final boolean inTransaction;
  private @Nullable BlobWriter writer;
  private @Nullable BlobKey chunks;
  private @Nullable LargeValue blob;

  AttemptResult(RunStep step, StepRecord record, StepOptions options, boolean inTransaction) {
    this.step = step;
    this.record = record;
    this.options = options;
    this.inTransaction = inTransaction;
  }

  /**
   * Takes in what the body returned, as part of the attempt: the bytes of a blob are read and
   * stored.
   *
   * @throws IOException when they cannot be read
   * @throws StepResult.NotStorable when the instance has no room for them
   */
  @Nullable Object takeIn(@Nullable Object returned) throws IOException {
    if (!(returned instanceof Blob source)) {
      return returned;
    }
    try (InputStream stream = source.open()) {
      blob = begin().writeBlob(stream);
      return null;
    } catch (NoRoomException e) {
      throw noRoom();
    }
  }

  /**
   * Encodes the value and stores it in chunks if it is to be.
   *
   * @throws StepResult.NotStorable when it cannot be stored
   */
  EncodedValue encode(@Nullable Object value, @Nullable Type type) {
    if (blob != null) {
      warnOfStorage();
      return blob.toValue();
    }
    EncodedValue encoded =
        StepResult.encode(
            run().services().ports().codec(), run().definition().loader(), step.key(), value, type);
    int size = encoded.sizeInBytes();
    int limit = run().services().settings().limits().resultBytes();
    if (size <= limit) {
      if (!run().blobs().room().take(StorageRoom.sizeOf(encoded))) {
        throw noRoom();
      }
      StepWarnings.resultStored(run().instance().key(), step.key(), size, limit);
      return encoded;
    }
    if (!options.largeResult()) {
      throw StepResult.tooLarge(step.key(), size, limit);
    }
    try {
      EncodedValue reference = begin().writeEncoded(encoded, value).toValue();
      warnOfStorage();
      return reference;
    } catch (NoRoomException e) {
      throw noRoom();
    }
  }

  /**
   * Removes what was written, because the attempt has not succeeded. Not so in a transaction: that
   * rolls it back, and when it is not known whether it did, nothing may be removed.
   */
  void discard() {
    if (chunks != null && writer != null) {
      writer.giveBack();
      if (!inTransaction) {
        run().blobs().remove(chunks);
      }
      chunks = null;
    }
  }

  private BlobWriter begin() {
    BlobKey key = run().blobs().newKey(record);
    BlobWriter begun =
        inTransaction
            ? run().blobs().writerInTransaction(key)
            : run().blobs().writer(step.execution(), key);
    chunks = key;
    writer = begun;
    return begun;
  }

  private void warnOfStorage() {
    StorageRoom room = run().blobs().room();
    if (room.isHalfFull()) {
      StepWarnings.storageUsed(run().instance().key(), step.key(), room.limitBytes());
    }
  }

  private StepResult.NotStorable noRoom() {
    return StepResult.noRoom(step.key(), run().instance().key(), run().blobs().room().limitBytes());
  }

  private Run run() {
    return step.run();
  }
}
