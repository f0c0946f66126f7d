package dev.holdfast.samples.pipeline;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes rows, in the transaction of their chunk. */
@Named("csvRowWriter")
@Dependent
public class CsvRowWriter extends AbstractItemWriter {

  @Inject @BatchProperty private @Nullable String load;
  private final CsvRows rows;

  @Inject
  CsvRowWriter(CsvRows rows) {
    this.rows = rows;
  }

  @Override
  public void writeItems(List<Object> items) {
    rows.add(Objects.requireNonNull(load), items.stream().map(CsvRow.class::cast).toList());
  }
}
