package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts servers in an orderly way, one after the other, under load. */
class RestartChaos {

  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 2);
  private static final long SEED = Long.getLong("chaos.seed", 4);

  @Test
  void repeatsNothingWhenServersAreStoppedInTurn(@TempDir Path folder) throws Exception {
    try (Trial trial = Trial.begin(folder, 2, SEED)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (ClusterNode node : trial.cluster().nodes()) {
          trial.work(5_000);
          node.stop();
          node.launchAgain();
          node.awaitStart();
        }
      }
      trial.work(5_000);
      trial.finish(
          new Report("Rolling restart of 2 servers").with("restarts", ROUNDS * 2), at -> false);
      assertThat(trial.ledger().recoveries()).as("instances lost with their server").isEmpty();
      assertThat(trial.ledger().repeated()).as("bodies repeated").isZero();
    }
  }

  @Test
  void startsAllServersAtOnceOnAnEmptyDatabase(@TempDir Path folder) throws Exception {
    try (Trial trial = Trial.begin(folder, 3, SEED)) {
      trial.work(10_000);
      trial.finish(new Report("3 servers started at once on an empty database"), at -> false);
      assertThat(trial.cluster().up()).hasSize(3);
    }
  }
}
