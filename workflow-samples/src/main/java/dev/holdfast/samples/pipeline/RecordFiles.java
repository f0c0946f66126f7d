package dev.holdfast.samples.pipeline;

import dev.holdfast.samples.bucket.Bucket;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Keeps lists of items as JSON files in the bucket. */
@Dependent
public class RecordFiles {

  private final Bucket bucket;

  @Inject
  RecordFiles(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Stores items under a name that follows from the idempotency key, so a repetition overwrites.
   */
  String store(String idempotencyKey, List<NormalizedItem> items) throws IOException {
    UUID id = UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8));
    String key = "processed/" + id + ".json";
    bucket.put(key, ItemsJson.write(items));
    return key;
  }

  /** Stores a CSV file as it is, in the same way. */
  String storeCsv(String idempotencyKey, byte[] csv) throws IOException {
    UUID id = UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8));
    String key = "extracted/" + id + ".csv";
    bucket.put(key, csv);
    return key;
  }

  byte[] bytes(String key) throws IOException {
    return bucket.get(key);
  }

  List<NormalizedItem> read(String key) throws IOException {
    return ItemsJson.read(bucket.get(key));
  }
}
