package dev.holdfast.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.samples.database.Rows;
import dev.holdfast.samples.database.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordTableTest {

  @ParameterizedTest
  @EnumSource
  void insertsNewRecordsAndUpdatesKnownOnes(TestDatabase kind) {
    DataSource source = kind.fresh();
    RecordTable records = new RecordTable(source);
    records.put(List.of(new NormalizedItem("a", "old"), new NormalizedItem("b", "kept")));

    records.put(List.of(new NormalizedItem("a", "new"), new NormalizedItem("c", "added")));

    assertThat(rows(source)).containsExactly("a,new", "b,kept", "c,added");
  }

  @ParameterizedTest
  @EnumSource
  void takesTheLaterOfTwoWithOneId(TestDatabase kind) {
    DataSource source = kind.fresh();

    new RecordTable(source)
        .put(List.of(new NormalizedItem("a", "first"), new NormalizedItem("a", "second")));

    assertThat(rows(source)).containsExactly("a,second");
  }

  @ParameterizedTest
  @EnumSource
  void loadsManyRecordsTwiceWithoutDoubles(TestDatabase kind) {
    DataSource source = kind.fresh();
    RecordLoader loader = new RecordLoader(new RecordTable(source));
    List<NormalizedItem> items =
        SampleItems.first(250).stream().map(SourceItem::normalized).toList();

    assertThat(loader.load(items)).isEqualTo(250);
    assertThat(loader.load(items)).isEqualTo(250);

    assertThat(rows(source)).hasSize(250).startsWith("item-00001,brass rope, 6.32 GBP");
  }

  private static List<String> rows(DataSource source) {
    return Rows.of(source, "select record_id, normalized from sample_record order by record_id");
  }
}
