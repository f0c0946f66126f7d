package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops servers for longer than their lease and lets them go on, as a long pause of the virtual
 * machine would: the others have taken over meanwhile. {@code -Dchaos.freezes=20} for more.
 */
class FreezeChaos {

  private static final int FREEZES = Integer.getInteger("chaos.freezes", 3);
  private static final long SEED = Long.getLong("chaos.seed", 2);

  /** Longer than the lease of ten seconds and the tick that finds it over. */
  private static final Duration PAUSE = Duration.ofSeconds(14);

  /** A body that was about to begin when the process stopped begins at once when it goes on. */
  private static final Duration ABOUT_TO_BEGIN = Duration.ofMillis(500);

  @Test
  void refusesWhatTheFrozenServerStillWrites(@TempDir Path folder) throws Exception {
    List<Instant> thaws = new ArrayList<>();
    try (Trial trial = Trial.begin(folder, 2, SEED)) {
      for (int i = 0; i < FREEZES; i++) {
        trial.work(6_000);
        ClusterNode frozen = trial.cluster().anyUp(trial.random());
        frozen.freeze();
        Thread.sleep(PAUSE.toMillis());
        thaws.add(frozen.thaw());
      }
      trial.work(6_000);

      long fenced = trial.cluster().countLogged("was silent for too long");
      long abandoned = trial.cluster().countLogged("is not run here any more");
      trial.finish(
          new Report("1 of 2 servers stopped for longer than its lease")
              .with("pauses", FREEZES)
              .with("found themselves fenced", fenced)
              .with("runs whose writes were refused", abandoned),
          at -> thaws.stream().anyMatch(thaw -> isJustAfter(at, thaw)));
      assertThat(fenced).as("servers that found themselves fenced").isEqualTo(FREEZES);
    }
  }

  private static boolean isJustAfter(Instant at, Instant thaw) {
    return !at.isBefore(thaw) && at.isBefore(thaw.plus(ABOUT_TO_BEGIN));
  }
}
