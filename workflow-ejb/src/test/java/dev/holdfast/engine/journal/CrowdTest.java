package dev.holdfast.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdTest {

  private final Crowd crowd = new Crowd(1);

  private void meet(int present, int times) {
    IntStream.range(0, times).forEach(i -> crowd.met(present));
  }

  @Test
  void isThereBeforeAnybodyHasCome() {
    assertThat(crowd.isThere(1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void doesNotWaitForFew(int usual) {
    meet(usual, 100);

    assertThat(crowd.isThere(1)).isTrue();
  }

  @Test
  void waitsForFourOfFiveThatUsuallyCome() {
    meet(50, 100);

    assertThat(crowd.isThere(39)).isFalse();
    assertThat(crowd.isThere(40)).isTrue();
  }

  @Test
  void forgetsACrowdWithinFifteenBatches() {
    meet(64, 100);

    meet(1, 15);

    assertThat(crowd.isThere(1)).isTrue();
  }

  @Test
  void countsNoMoreThan128OfOneBatch() {
    meet(10_000, 100);

    assertThat(crowd.isThere(103)).isTrue();
  }

  @Test
  void isNoCrowdForOneLargeBatch() {
    meet(20, 1);

    assertThat(crowd.isThere(1)).isTrue();
  }
}
