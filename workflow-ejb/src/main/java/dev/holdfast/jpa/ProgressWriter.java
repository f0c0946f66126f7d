package dev.holdfast.jpa;

import dev.holdfast.engine.model.Change.ProgressPublished;
import dev.holdfast.engine.model.Lease;
import dev.holdfast.jpa.Batch.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Updates what instances show as their progress; the latest of a batch is the only one written. */
final class ProgressWriter {

  private final Sql sql;

  ProgressWriter(Sql sql) {
    this.sql = sql;
  }

  void write(List<Entry<ProgressPublished>> progress) {
    Map<Lease, ProgressPublished> latest = new LinkedHashMap<>();
    progress.stream()
        .filter(Entry::isApplied)
        .forEach(entry -> latest.put(entry.change.lease(), entry.change));
    sql.batch(
        "update workflow_instance set progress_codec = ?, progress_type = ?, progress = ?"
            + " where number = ? and epoch = ? and "
            + ByNumber.OWNER
            + " = ?",
        latest.values().stream()
            .map(
                change ->
                    new Parameters()
                        .addValue(change.value())
                        .add(change.lease().instance())
                        .add(change.lease().epoch())
                        .add(change.lease().node()))
            .toList());
  }
}
