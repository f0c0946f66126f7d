package dev.holdfast.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeValueTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "\n", "two\nlines\n\nand more", "[binary: 5 bytes]"})
  void comesBackFromTheRecord(String shown) {
    LargeValue blob = new LargeValue(LargeValue.BLOB, "", "id", 1L << 40, shown, true);
    LargeValue list = new LargeValue("jsonb-1", "java.util.List<a.B>", "id", 0, shown, false);

    assertThat(LargeValue.of(blob.toValue())).contains(blob);
    assertThat(LargeValue.of(list.toValue())).contains(list);
    assertThat(blob.isBlob()).isTrue();
    assertThat(list.isBlob()).isFalse();
  }

  @Test
  void isNotWhatAnOrdinaryRecordHolds() {
    assertThat(LargeValue.of(null)).isEmpty();
    assertThat(LargeValue.of(new EncodedValue("jsonb-1", "json", "{}"))).isEmpty();
  }
}
