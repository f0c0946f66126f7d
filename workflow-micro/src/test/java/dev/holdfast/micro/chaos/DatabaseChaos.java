package dev.holdfast.micro.chaos;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the database and starts it again, and cuts connections, under load. {@code
 * -Dchaos.database=20} for more of each.
 */
class DatabaseChaos {

  private static final int TIMES = Integer.getInteger("chaos.database", 4);
  private static final long SEED = Long.getLong("chaos.seed", 3);

  @Test
  void goesOnWhenTheDatabaseIsBack(@TempDir Path folder) throws Exception {
    try (Trial trial = Trial.begin(folder, 2, SEED)) {
      for (int i = 0; i < TIMES; i++) {
        trial.work(8_000);
        trial.postgres().kill();
        trial.work(4_000);
        trial.postgres().restart();
      }
      trial.work(8_000);
      trial.finish(new Report("Database killed and restarted").with("times", TIMES), at -> false);
    }
  }

  @Test
  void goesOnWhenConnectionsAreCut(@TempDir Path folder) throws Exception {
    int cut = 0;
    try (Trial trial = Trial.begin(folder, 2, SEED)) {
      for (int i = 0; i < TIMES * 3; i++) {
        trial.work(3_000);
        cut += trial.postgres().cutConnections();
      }
      trial.work(6_000);
      trial.finish(
          new Report("Connections cut").with("times", TIMES * 3).with("connections", cut),
          at -> false);
    }
  }
}
