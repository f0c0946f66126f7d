package dev.holdfast.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdfast.api.WorkflowEvent;
import dev.holdfast.samples.FakeStep;
import dev.holdfast.samples.bucket.Bucket;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvPipelineTest {

  private static final String CSV = "id,name,price,currency\na,Oak Chair,1.5,eur\nb,Mug,2,sek\n";

  private final Map<String, byte[]> stored = new HashMap<>();
  private final RecordFiles files = new RecordFiles(new MapBucket());

  @Test
  void loadsByABatchJob() {
    FakeStep step = new FakeStep().withBatchWrites(2);

    CsvPipelineResult result =
        new CsvPipeline(new CsvSource(), files, new TwoRows())
            .run(
                new WorkflowEvent<>(
                    new PipelineRequest("http://localhost/items", null),
                    Instant.EPOCH,
                    "i1",
                    "csv-pipeline",
                    Optional.empty()),
                step);

    assertThat(result.rows()).isEqualTo(2);
    assertThat(result.rowsOfExecution()).isEqualTo(2);
    assertThat(stored).containsOnlyKeys(result.key());
    assertThat(step.calls())
        .containsExactly(
            "run extract#1",
            "batch load load-csv {key=" + result.key() + ", load=i1}",
            "run count#1");
  }

  @Test
  void readsRowsFromTheCheckpointOn() throws Exception {
    stored.put("a.csv", CSV.getBytes(StandardCharsets.UTF_8));
    CsvRowReader reader = reader("a.csv");
    reader.open(null);

    assertThat(rows(reader))
        .extracting(CsvRow::number, row -> row.item().normalized().normalized())
        .containsExactly(tuple(1L, "oak chair, 1.50 EUR"), tuple(2L, "mug, 2.00 SEK"));
    assertThat(reader.checkpointInfo()).isEqualTo(2L);

    CsvRowReader next = reader("a.csv");
    next.open(1L);
    assertThat(rows(next)).extracting(CsvRow::number).containsExactly(2L);
  }

  @Test
  void namesTheRowThatIsNoItem() throws Exception {
    stored.put(
        "b.csv", "id,name,price,currency\na,Chair,cheap,eur\n".getBytes(StandardCharsets.UTF_8));
    CsvRowReader reader = reader("b.csv");
    reader.open(null);

    assertThatThrownBy(reader::readItem).hasMessageContaining("Row 1 of b.csv is no item");
  }

  private static List<CsvRow> rows(CsvRowReader reader) {
    List<CsvRow> rows = new ArrayList<>();
    for (CsvRow row = reader.readItem(); row != null; row = reader.readItem()) {
      rows.add(row);
    }
    return rows;
  }

  /** Makes a reader as the batch runtime does, which injects the property. */
  private CsvRowReader reader(String key) throws ReflectiveOperationException {
    CsvRowReader reader = new CsvRowReader(files);
    Field field = CsvRowReader.class.getDeclaredField("key");
    field.setAccessible(true);
    field.set(reader, key);
    return reader;
  }

  private static final class CsvSource extends HttpSource {

    @Override
    byte[] fetchCsv(String sourceUrl) {
      return CSV.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class TwoRows extends CsvRows {

    @Override
    public long count(String load) {
      return 2;
    }
  }

  private final class MapBucket implements Bucket {

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(stored.get(key));
    }

    @Override
    public List<String> list(String prefix) {
      return List.of();
    }

    @Override
    public void put(String key, byte[] content) {
      stored.put(key, content);
    }
  }
}
