package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a server in the middle of a batch job that is a step. */
class BatchStepIT {

  private static final int ROWS = Integer.getInteger("holdfast.it.rows", 100_000);
  private static final String WORKFLOW = "csv-pipeline";
  private static final String ID = "prices";

  @Test
  void writesEachRowOnceWhenTheServerDiesInTheMiddleOfAChunk(@TempDir Path folder)
      throws IOException, SQLException {
    try (LocalPostgres postgres =
        LocalPostgres.start(Files.createDirectory(folder.resolve("db")))) {
      try (LaunchedServer server = LaunchedServer.launch(folder, postgres.variables())) {
        server.awaitStart();
        String source =
            server
                    .url()
                    .replaceFirst("//", "//viewer:" + Passwords.read(server.data(), "viewer") + "@")
                + "/samples/records?size="
                + ROWS;
        server.rest().start(WORKFLOW, ID, "{\"sourceUrl\":\"" + source + "\"}");
        server.rest().await(() -> rows(postgres) > ROWS / 5);
        server.kill();
      }
      long atDeath = rows(postgres);

      try (LaunchedServer server = LaunchedServer.launch(folder, postgres.variables())) {
        server.awaitStart();
        server.rest().awaitStatus(WORKFLOW, ID, "complete");

        JsonObject details = server.rest().details(WORKFLOW, ID);
        JsonObject output = details.getJsonObject("output");
        JsonObject step = details.getJsonArray("steps").getJsonObject(1);
        assertThat(atDeath).as("rows at the crash").isBetween(ROWS / 5L, ROWS - 1L);
        assertThat(rows(postgres)).isEqualTo(ROWS);
        assertThat(output.getJsonNumber("rows").longValue()).isEqualTo(ROWS);
        assertThat(output.getJsonNumber("rowsOfExecution").longValue())
            .as("the second execution goes on behind what is committed")
            .isEqualTo(ROWS - atDeath);
        assertThat(step.getString("kind")).isEqualTo("batch");
        assertThat(step.getInt("attempt")).as("a crash is no failed attempt").isEqualTo(1);
      }
    }
  }

  private static long rows(LocalPostgres postgres) throws SQLException {
    return postgres.count("select count(*) from sample_csv_row where load_id = '" + ID + "'");
  }
}
