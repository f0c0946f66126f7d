package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldfastMicroIT {

  @TempDir Path folder;

  @Test
  void answersOnceItSaysThatItIsUpAndStopsWhenTold() throws Exception {
    try (LaunchedServer server = LaunchedServer.launch(folder)) {
      server.awaitStart();

      assertThat(server.output())
          .contains("Holdfast is up")
          .contains("starter")
          .doesNotContainPattern("jdbc:h2:tcp:\\S*/password=[^*]"); // the key of the database
      assertThat(server.get("/health/live")).isEqualTo(200);
      assertThat(server.stop()).isTrue();
    }
  }
}
