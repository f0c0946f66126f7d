package dev.holdfast.samples.pipeline;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV file in the bucket, with the columns id, name, price and currency. Its
 * checkpoint is the number of rows it has read.
 */
@Named("csvRowReader")
@Dependent
public class CsvRowReader extends AbstractItemReader {

  @Inject @BatchProperty private @Nullable String key;
  private final RecordFiles files;
  private @Nullable Iterator<NamedCsvRecord> rows;
  private long read;

  @Inject
  CsvRowReader(RecordFiles files) {
    this.files = files;
  }

  @Override
  public void open(@Nullable Serializable checkpoint) throws IOException {
    String text = new String(files.bytes(Objects.requireNonNull(key)), StandardCharsets.UTF_8);
    Iterator<NamedCsvRecord> found = CsvReader.builder().ofNamedCsvRecord(text).iterator();
    long done = checkpoint instanceof Long number ? number : 0;
    while (read < done && found.hasNext()) {
      found.next();
      read++;
    }
    rows = found;
  }

  @Override
  public @Nullable CsvRow readItem() {
    Iterator<NamedCsvRecord> rest = Objects.requireNonNull(rows, "The file has not been opened");
    if (!rest.hasNext()) {
      return null;
    }
    NamedCsvRecord row = rest.next();
    read++;
    try {
      return new CsvRow(
          read,
          new SourceItem(
              row.getField("id"),
              row.getField("name"),
              new BigDecimal(row.getField("price")),
              row.getField("currency")));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new IllegalArgumentException(
          "Row %d of %s is no item: %s".formatted(read, key, e.getMessage()), e);
    }
  }

  @Override
  public Serializable checkpointInfo() {
    return read;
  }
}
