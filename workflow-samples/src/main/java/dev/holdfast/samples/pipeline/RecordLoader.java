package dev.holdfast.samples.pipeline;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** Loads items in batches. */
@Dependent
public class RecordLoader {

  static final int BATCH_SIZE = 100;

  private final Records records;

  @Inject
  RecordLoader(Records records) {
    this.records = records;
  }

  int load(List<NormalizedItem> items) {
    for (int from = 0; from < items.size(); from += BATCH_SIZE) {
      records.put(items.subList(from, Math.min(items.size(), from + BATCH_SIZE)));
    }
    return items.size();
  }
}
