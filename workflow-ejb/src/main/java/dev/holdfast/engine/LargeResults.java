package dev.holdfast.engine;

import dev.holdfast.api.Blob;
import dev.holdfast.engine.blob.StoredBlob;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Finds results that are kept in chunks, for viewers.
 *
 * @param store where they are kept
 */
record LargeResults(BlobStore store) {

  Optional<Blob> find(InstanceRecord instance, StepRecord step) {
    return LargeValue.of(step.result())
        .map(
            large ->
                new StoredBlob(
                    store, new BlobKey(instance.number(), step.seq(), large.id()), large.size()));
  }

  /**
   * Puts a large result into the record; a blob stays where it is, as it is no value of a codec.
   */
  StepRecord inlined(InstanceRecord instance, StepRecord step) {
    Optional<LargeValue> large = LargeValue.of(step.result()).filter(value -> !value.isBlob());
    if (large.isEmpty()) {
      return step;
    }
    try (InputStream stream = find(instance, step).orElseThrow().open()) {
      return step.withResult(large.get().read(stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
