package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CombinationsTest {

  private static final List<String> FREQUENT = List.of("select 1", "select 2");

  @Test
  void areSentOneByOneUntilTheyAreFrequent() {
    Combinations combinations = new Combinations(2, 100);

    assertThat(combinations.text(FREQUENT)).isEmpty();
    assertThat(combinations.text(List.of("select 2", "select 1"))).isEmpty();
    assertThat(combinations.text(FREQUENT)).isEmpty();
    assertThat(combinations.text(FREQUENT)).hasValue("select 1; select 2");
    assertThat(combinations.text(FREQUENT).orElseThrow())
        .isSameAs(combinations.text(FREQUENT).orElseThrow());
  }

  @Test
  void areFew() {
    Combinations combinations = new Combinations(0, 1000);
    long known =
        IntStream.range(0, 100)
            .mapToObj(i -> combinations.text(List.of("select " + i, "select 1")))
            .filter(Optional::isPresent)
            .count();

    assertThat(known).isEqualTo(32);
    assertThat(combinations.text(List.of("select 0", "select 1"))).isPresent();
  }

  @Test
  void areForgottenWhenTheyBecomeRareSoThatOthersHaveRoom() {
    Combinations combinations = new Combinations(1, 200);
    for (int i = 0; i < 64; i++) {
      combinations.text(List.of("select " + i % 32, "of an earlier load"));
    }
    assertThat(combinations.text(FREQUENT)).isEmpty();
    assertThat(combinations.text(FREQUENT)).isEmpty();

    for (int i = 0; i < 400; i++) {
      combinations.text(FREQUENT);
    }

    assertThat(combinations.text(FREQUENT)).isPresent();
    assertThat(combinations.text(List.of("select 0", "of an earlier load"))).isEmpty();
  }
}
