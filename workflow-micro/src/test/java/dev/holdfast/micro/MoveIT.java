package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.CtlProcess.Ran;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Moves instances from one server to another by workflowctl. More of them: {@code
 * -Dholdfast.it.moved=10000}.
 */
class MoveIT {

  private static final int COUNT = Integer.getInteger("holdfast.it.moved", 200);
  private static final String WORKFLOW = "kitchen-sink";
  private static final String SCRIPT =
      "[{\"run\":\"look\",\"result\":\"seen\"},"
          + "{\"waitForEvent\":\"signal\",\"type\":\"go\",\"timeout\":\"1 day\"}]";

  @Test
  void letsInstancesGoOnWhereTheyWere(
      @TempDir Path first, @TempDir Path second, @TempDir Path database) throws Exception {
    Path file = first.resolve("moved.ndjson");
    try (LaunchedServer source = LaunchedServer.launch(first)) {
      source.awaitStart();
      Path lines = write(first.resolve("lines.ndjson"));
      CtlProcess ctl = new CtlProcess(source, "admin");
      assertThat(ctl.run("import", WORKFLOW, lines.toString()).exitCode()).isZero();
      source
          .rest()
          .await(
              Duration.ofMinutes(5),
              () -> source.rest().status(WORKFLOW, "moved-" + (COUNT - 1)).equals("waiting"));

      Ran exported =
          ctl.run(
              "instances",
              "export",
              WORKFLOW,
              "-q",
              "moved-",
              "--pause",
              "--file",
              file.toString());

      assertThat(exported.exitCode()).as(exported.err()).isZero();
      assertThat(exported.err()).contains(COUNT + " done, 0 skipped, 0 refused");
      assertThat(source.rest().status(WORKFLOW, "moved-0")).isEqualTo("paused");
    }
    try (LocalPostgres postgres = LocalPostgres.start(database);
        LaunchedServer target = LaunchedServer.launch(second, postgres.variables())) {
      target.awaitStart();
      CtlProcess ctl = new CtlProcess(target, "admin");

      Ran imported = ctl.run("import", WORKFLOW, file.toString());

      assertThat(imported.out()).contains(COUNT + " done, 0 skipped, 0 refused");
      assertThat(target.rest().status(WORKFLOW, "moved-0")).isEqualTo("waiting");
      assertThat(ctl.run("instances", "send-event", WORKFLOW, "moved-0", "go").exitCode()).isZero();
      target.rest().awaitStatus(WORKFLOW, "moved-0", "complete");
      assertThat(target.rest().effects("moved-0")).as("what bodies did here").isEmpty();
      Ran again = ctl.run("import", WORKFLOW, file.toString());
      assertThat(again.out()).contains("0 done, " + COUNT + " skipped, 0 refused");
    }
  }

  private static Path write(Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < COUNT; i++) {
        writer.write("{\"id\":\"moved-%d\",\"params\":{\"script\":%s}}\n".formatted(i, SCRIPT));
      }
    }
    return file;
  }
}
