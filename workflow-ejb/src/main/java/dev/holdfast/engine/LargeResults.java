package dev.holdfast.engine;

import dev.holdfast.api.Blob;
import dev.holdfast.engine.blob.StoredBlob;
import dev.holdfast.engine.model.BlobKey;
import dev.holdfast.engine.model.EventRecord;
import dev.holdfast.engine.model.InstanceJournal;
import dev.holdfast.engine.model.InstanceRecord;
import dev.holdfast.engine.model.LargeValue;
import dev.holdfast.engine.model.StepRecord;
import dev.holdfast.engine.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Takes along what there is room for: blobs beside the records, other values in them. */
  InstanceJournal journal(InstanceDetails details, List<EventRecord> events) {
    List<StepRecord> steps = new ArrayList<>();
    Map<Integer, byte[]> blobs = new HashMap<>();
    long room = InstanceJournal.LARGE_RESULT_BYTES;
    for (StepRecord step : details.steps()) {
      Optional<LargeValue> large = LargeValue.of(step.result());
      if (large.isEmpty() || large.get().size() > room) {
        steps.add(step);
        continue;
      }
      room -= large.get().size();
      byte[] bytes = read(details.instance(), step);
      if (large.get().isBlob()) {
        blobs.put(step.seq(), bytes);
        steps.add(step);
      } else {
        steps.add(step.withResult(large.get().read(bytes)));
      }
    }
    return new InstanceJournal(details.instance(), steps, details.attempts(), events, blobs);
  }

  private byte[] read(InstanceRecord instance, StepRecord step) {
    try (InputStream stream = find(instance, step).orElseThrow().open()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
