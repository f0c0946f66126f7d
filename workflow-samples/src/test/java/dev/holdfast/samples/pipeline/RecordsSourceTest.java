package dev.holdfast.samples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.api.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsSourceTest {

  @Test
  void failsTheFirstRequestsOfAKey() {
    RecordsSource source = new RecordsSource();

    assertThat(source.answer(2, 3, "a")).isEmpty();
    assertThat(source.answer(1, 3, "b")).isEmpty();
    assertThat(source.answer(2, 3, "a")).isEmpty();
    assertThat(source.answer(2, 3, "a")).contains(SampleItems.first(3));
    assertThat(source.answer(0, 250, "c"))
        .hasValueSatisfying(items -> assertThat(items).hasSize(250));
  }

  @Test
  void forgetsTheKeyThatWasNotAskedForLongest() {
    RequestCounts counts = new RequestCounts();
    counts.next("first");
    counts.next("second");
    for (int i = 0; i < RequestCounts.MOST_KEYS - 2; i++) {
      counts.next("key " + i);
    }

    assertThat(counts.next("first")).isEqualTo(2);
    counts.next("one too many");

    assertThat(counts.next("first")).isEqualTo(3);
    assertThat(counts.next("second")).isEqualTo(1);
  }

  @Test
  void makesUpTheSameItemsEachTime() {
    assertThat(SampleItems.first(300)).isEqualTo(SampleItems.first(300)).doesNotHaveDuplicates();
    assertThat(SampleItems.first(300)).extracting(SourceItem::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"-1, 10, fail", "0, -1, size", "0, 5001, size"})
  void refusesNumbersOutOfBounds(int fail, int size, String named) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> new RecordsSource().answer(fail, size, "k"))
        .withMessageStartingWith(named);
  }
}
