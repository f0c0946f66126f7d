package dev.holdfast.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordLoaderTest {

  @ParameterizedTest
  @CsvSource({"0, ''", "1, 1", "99, 99", "100, 100", "101, 100 1", "250, 100 100 50"})
  void loadsInBatchesOfAHundred(int size, String batches) {
    List<String> sizes = new ArrayList<>();
    RecordLoader loader = new RecordLoader(items -> sizes.add(String.valueOf(items.size())));

    int loaded = loader.load(SampleItems.first(size).stream().map(SourceItem::normalized).toList());

    assertThat(loaded).isEqualTo(size);
    assertThat(String.join(" ", sizes)).isEqualTo(batches);
  }
}
