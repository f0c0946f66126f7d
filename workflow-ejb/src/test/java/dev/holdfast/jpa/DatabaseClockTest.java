package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong(-5_000);
  private final DatabaseClock clock =
      new DatabaseClock(InstantSource.fixed(START), nanos::get); // which is never asked again

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void hear(Instant database, Duration took) {
    long asked = clock.count();
    pass(took);
    clock.heard(database, asked);
  }

  @Test
  void goesOnByElapsedTimeInMicroseconds() {
    pass(Duration.ofNanos(2_000_001_999));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(2).plusNanos(1_000));
  }

  @Test
  void staysAsItIsWhileItMayBeRight() {
    hear(START, Duration.ofMillis(4));

    assertThat(clock.instant()).isEqualTo(START.plusMillis(4));

    hear(START.plusMillis(8), Duration.ofMillis(4));

    assertThat(clock.instant()).isEqualTo(START.plusMillis(8));
  }

  @Test
  void movesNoFurtherThanItMust() {
    hear(START.plusMillis(50), Duration.ofMillis(4));

    assertThat(clock.instant()).as("behind").isEqualTo(START.plusMillis(50));

    hear(START.minusMillis(100), Duration.ofMillis(4));

    assertThat(clock.instant()).as("ahead").isEqualTo(START.minusMillis(96));
  }

  @Test
  void followsADatabaseWhoseClockIsSet() {
    hear(START.plus(Duration.ofHours(1)), Duration.ofMillis(1));
    pass(Duration.ofSeconds(3));

    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(1)).plusSeconds(3));

    hear(START, Duration.ZERO);

    assertThat(clock.instant()).isEqualTo(START);
  }
}
