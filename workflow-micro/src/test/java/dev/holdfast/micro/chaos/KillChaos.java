package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills servers at random moments under load. {@code -Dchaos.kills=50} for more, {@code
 * -Dchaos.seed=…} for other moments.
 */
class KillChaos {

  private static final int KILLS = Integer.getInteger("chaos.kills", 10);
  private static final long SEED = Long.getLong("chaos.seed", 1);

  /** The lease of ten seconds, a tick to find it over, and the start of the first body. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(15);

  @Test
  void losesNothingAndDoublesNoTransaction(@TempDir Path folder) throws Exception {
    NavigableSet<Instant> kills = new TreeSet<>();
    try (Trial trial = Trial.begin(folder, 2, SEED)) {
      for (int i = 0; i < KILLS; i++) {
        trial.work(4_000);
        ClusterNode victim = trial.cluster().anyUp(trial.random());
        kills.add(victim.kill());
        victim.launchAgain();
        victim.awaitStart();
      }
      trial.work(4_000);
      List<Duration> takeOvers =
          trial.ledger().recoveries().stream()
              .map(at -> Duration.between(Objects.requireNonNull(kills.floor(at)), at))
              .toList();

      trial.finish(
          new Report("Kills of 1 of 2 servers")
              .with("kills", KILLS)
              .withTimes("instances taken over", takeOvers),
          at -> false);
      assertThat(takeOvers)
          .as("take-over")
          .isNotEmpty()
          .allMatch(it -> it.compareTo(TAKE_OVER) < 0);
    }
  }
}
