package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops servers for longer than their lease and lets them go on, as a long pause of the virtual
 * machine would: the others have taken over meanwhile. {@code -Dchaos.freezes=20} for more.
 */
class FreezeChaos {

  private static final int FREEZES = Integer.getInteger("chaos.freezes", 3);
  private static final long SEED = Long.getLong("chaos.seed", 2);

  /**
   * Within it the other server must have taken over: the lease of ten seconds and the tick that
   * finds it over, after the thirty seconds that the database leaves a silent transaction its locks
   * in case the server was stopped in the middle of one.
   */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

  /** How long it stays stopped beyond that: the other goes on with its instances. */
  private static final Duration BEYOND = Duration.ofSeconds(3);

  /** A body that was about to begin when the process stopped begins at once when it goes on. */
  private static final Duration ABOUT_TO_BEGIN = Duration.ofMillis(500);

  @Test
  void refusesWhatTheFrozenServerStillWrites(@TempDir Path folder) throws Exception {
    List<Instant> thaws = new ArrayList<>();
    List<Duration> silences = new ArrayList<>();
    try (Trial trial = Trial.begin(folder, 2, SEED)) {
      for (int i = 0; i < FREEZES; i++) {
        trial.work(6_000);
        ClusterNode frozen = trial.cluster().anyUp(trial.random());
        frozen.freeze();
        silences.add(awaitTakenOver(trial.ledger(), frozen.name()));
        Thread.sleep(BEYOND.toMillis());
        thaws.add(frozen.thaw());
      }
      trial.work(6_000);

      long fenced = trial.cluster().countLogged("was silent for too long");
      long abandoned = trial.cluster().countLogged("is not run here any more");
      trial.finish(
          new Report("1 of 2 servers stopped for longer than its lease")
              .with("pauses", FREEZES)
              .withTimes("until the other took over", silences)
              .with("found themselves fenced", fenced)
              .with("runs whose writes were refused", abandoned),
          at -> thaws.stream().anyMatch(thaw -> isJustAfter(at, thaw)));
      assertThat(fenced).as("servers that found themselves fenced").isEqualTo(FREEZES);
    }
  }

  /** Waits until the frozen server is fenced; returns how long that took. */
  private static Duration awaitTakenOver(Ledger ledger, String frozen) {
    Instant from = Instant.now();
    Awaitility.await()
        .alias("the other server fences " + frozen)
        .atMost(TAKEN_OVER)
        .until(() -> ledger.isFenced(frozen));
    return Duration.between(from, Instant.now());
  }

  private static boolean isJustAfter(Instant at, Instant thaw) {
    return !at.isBefore(thaw) && at.isBefore(thaw.plus(ABOUT_TO_BEGIN));
  }
}
