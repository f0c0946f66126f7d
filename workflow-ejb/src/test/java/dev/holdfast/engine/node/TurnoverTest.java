package dev.holdfast.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnoverTest {

  private long now = Long.MAX_VALUE - 5; // as System.nanoTime, it may pass the largest number
  private final Turnover turnover = new Turnover(() -> now);

  @Test
  void promisesNothingBeforeASlotHasComeFree() {
    assertThat(turnover.isSoon(0)).isFalse();
  }

  @Test
  void promisesAsManySlotsAsHaveComeFreeLately() {
    free(3);

    assertThat(turnover.isSoon(2)).isTrue();
    assertThat(turnover.isSoon(3)).isFalse();
  }

  @Test
  void forgetsWhatIsLongerAgoThanAnybodyWouldWait() {
    free(2);
    pass(Turnover.PATIENCE);
    assertThat(turnover.isSoon(1)).isTrue();

    pass(Duration.ofNanos(1));
    free(1);

    assertThat(turnover.isSoon(0)).isTrue();
    assertThat(turnover.isSoon(1)).isFalse();
  }

  @Test
  void remembersTheLatestOfMany() {
    free(Turnover.LONGEST_LINE * 2 + 7);

    assertThat(turnover.isSoon(Turnover.LONGEST_LINE - 1)).isTrue();
    assertThat(turnover.isSoon(Turnover.LONGEST_LINE)).isFalse();
  }

  @Test
  void pausesForTwiceAsLongEachTimeThatWaitingWasInVain() {
    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void pausesForAMinuteAtTheMost() {
    for (int i = 0; i < 6; i++) {
      pauseAfterWaitingInVain();
    }

    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofMinutes(1));
    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void pausesBrieflyAgainOnceSomebodyHasWaitedWell() {
    pauseAfterWaitingInVain();
    pauseAfterWaitingInVain();

    turnover.waitedWell();

    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void countsManyWhoHaveWaitedTogetherOnce() {
    turnover.waitedInVain();
    turnover.waitedInVain();
    turnover.waitedInVain();
    pass(Duration.ofSeconds(1));

    assertThat(pauseAfterWaitingInVain()).isEqualTo(Duration.ofSeconds(2));
  }

  private Duration pauseAfterWaitingInVain() {
    turnover.waitedInVain();
    Duration passed = Duration.ZERO;
    free(1);
    while (!turnover.isSoon(0)) {
      pass(Duration.ofSeconds(1));
      passed = passed.plusSeconds(1);
      free(1);
    }
    return passed;
  }

  private void free(int number) {
    for (int i = 0; i < number; i++) {
      turnover.freed();
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
