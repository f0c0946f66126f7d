package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sets the clock of one of two servers forward and back while they work, by up to two hours. The
 * engine goes by the database's time, so nothing may come of it. {@code -Dchaos.clocks=12} for
 * more.
 */
class ClockChaos {

  private static final int JUMPS = Integer.getInteger("chaos.clocks", 4);
  private static final long SEED = Long.getLong("chaos.seed", 6);

  /** Each differs from the one before by an hour at least. */
  private static final List<Duration> OFFSETS =
      List.of(Duration.ofHours(-1), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1));

  /** Longer than the lease: a server that is silent because of the jump loses its instances. */
  private static final int PAUSE_MILLIS = 16_000;

  @Test
  void noticesNothing(@TempDir Path folder) throws Exception {
    FakeTime time = FakeTime.prepare(folder);
    try (Trial trial = Trial.begin(folder, 2, SEED, time::variables)) {
      trial.work(4_000);
      for (int i = 0; i < JUMPS; i++) {
        time.set("node-" + trial.random().nextInt(2), OFFSETS.get(i % OFFSETS.size()));
        trial.work(PAUSE_MILLIS);
      }

      long fenced = trial.cluster().countLogged("was silent for too long");
      int recoveries = trial.ledger().recoveries().size();
      trial.finish(
          new Report("Clock of 1 of 2 servers set by an hour or two")
              .with("jumps", JUMPS)
              .with("servers fenced", fenced),
          at -> true); // effects bear the time of their server
      assertThat(fenced).as("servers that found themselves fenced").isZero();
      assertThat(recoveries).as("instances taken over").isZero();
    }
  }
}
