package dev.holdfast.micro.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.micro.LaunchedServer;
import dev.holdfast.micro.chaos.HaltingXaDataSource.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server that issues invoices, each by a transactional step that writes a row and sends a
 * message: at each point of a commit in two phases, and at random moments. {@code
 * -Dchaos.invoices=1000 -Dchaos.halts=10} for more.
 */
class TransactionChaos {

  private static final int INVOICES = Integer.getInteger("chaos.invoices", 1000);
  private static final int HALTS = Integer.getInteger("chaos.halts", 2);
  private static final long SEED = Long.getLong("chaos.seed", 6);
  private static final int OF_AN_INSTANCE = 10;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Random random = new Random(SEED);
  private final Deque<String> waiting = new ArrayDeque<>();
  private final List<Duration> undecided = new ArrayList<>();
  private int inDoubt;

  @Test
  void writesSendsAndRecordsEachInvoiceOnce(@TempDir Path folder) throws Exception {
    IntStream.range(0, INVOICES / OF_AN_INSTANCE).forEach(i -> waiting.add("run-" + i));
    List<Optional<Point>> ends = ends();
    int share = Math.max(1, waiting.size() / (ends.size() + 1));
    Path program = HaltingDriver.addTo(Path.of(System.getProperty("it.folder")), folder);
    try (MortalPostgres postgres = MortalPostgres.start(folder.resolve("database"))) {
      Path data = Files.createDirectories(folder.resolve("server"));
      for (Optional<Point> end : ends) {
        live(end, share, program, data, postgres);
      }
      finish(program, data, postgres, ends.size());
    }
  }

  /** Returns how the processes are to end, one after the other; without a point: at random. */
  private static List<Optional<Point>> ends() {
    List<Optional<Point>> ends = new ArrayList<>();
    for (int i = 0; i < HALTS; i++) {
      for (Point point : Point.values()) {
        ends.add(Optional.of(point));
        ends.add(Optional.empty());
      }
    }
    return ends;
  }

  /** Is the life of one process. */
  private void live(
      Optional<Point> end, int share, Path program, Path data, MortalPostgres postgres)
      throws Exception {
    Map<String, String> variables = new HashMap<>();
    end.ifPresent(
        point -> {
          variables.put(HaltingXaDataSource.POINT, point.name());
          variables.put(HaltingXaDataSource.PASSES, String.valueOf(random.nextInt(15)));
        });
    try (LaunchedServer server = launch(program, data, postgres, variables)) {
      if (server.starts()) { // else what goes on after the last halt has come to the next one
        awaitDecisions(server, postgres);
        startSome(server, share);
      }
      if (end.isEmpty()) {
        assertThat(server.isAlive()).as("a server that is not told to halt").isTrue();
        Thread.sleep(random.nextInt(1500));
        server.kill();
      } else {
        assertThat(server.awaitEnd()).isEqualTo(HaltingXaDataSource.EXIT_CODE);
      }
    }
    int found = prepared(postgres);
    inDoubt += found;
    assertThat(end.filter(point -> point != Point.COMMITTED).isEmpty() || found > 0)
        .as("transactions in doubt after a halt at %s", end)
        .isTrue();
  }

  private static LaunchedServer launch(
      Path program, Path data, MortalPostgres postgres, Map<String, String> more)
      throws IOException {
    Map<String, String> variables = new HashMap<>(postgres.variables());
    variables.put("HOLDFAST_DB_CLASS", HaltingXaDataSource.class.getName());
    variables.putAll(more);
    return LaunchedServer.launch(program, data, variables, List.of());
  }

  /**
   * Starts instances as long as there is somebody to ask; who gets no answer is asked for again.
   */
  private void startSome(LaunchedServer server, int share) {
    for (int i = 0; i < share && !waiting.isEmpty(); i++) {
      try {
        server
            .rest()
            .start(
                "invoicing",
                waiting.peek(),
                "{\"customer\":\"Ada\",\"invoices\":" + OF_AN_INSTANCE + "}");
      } catch (UncheckedIOException e) {
        return;
      } catch (AssertionError e) {
        if (!String.valueOf(e.getMessage()).contains("instance.already_exists")) {
          throw e;
        }
      }
      waiting.remove();
    }
  }

  /** Waits until the server has decided about everything that was in doubt, or is halted. */
  private void awaitDecisions(LaunchedServer server, MortalPostgres postgres) {
    Instant begun = Instant.now();
    Awaitility.await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .until(() -> prepared(postgres) == 0 || !server.isAlive());
    if (server.isAlive()) {
      undecided.add(Duration.between(begun, Instant.now()));
    }
  }

  private void finish(Path program, Path data, MortalPostgres postgres, int kills)
      throws Exception {
    try (LaunchedServer server = launch(program, data, postgres, Map.of())) {
      server.awaitStart();
      awaitDecisions(server, postgres);
      startSome(server, waiting.size());
      assertThat(waiting).isEmpty();
      new Ledger(postgres).awaitAllEnded();
      List<String> messages = Invoices.sent(server);
      List<String> rows = Invoices.written(postgres);
      int steps =
          postgres.number(
              "select count(*) from workflow_step"
                  + " where name = 'issue invoice' and status = 'complete'");
      new Report("Transactional steps with a row and a message")
          .with("kills", kills)
          .with("transactions left in doubt", inDoubt)
          .withTimes("from the start to the last decision", undecided)
          .with("steps", steps)
          .with("rows", rows.size())
          .with("messages", messages.size())
          .with("different messages", messages.stream().distinct().count())
          .write();
      assertThat(rows).hasSize(INVOICES).doesNotHaveDuplicates();
      assertThat(messages).containsExactlyInAnyOrderElementsOf(rows);
      assertThat(steps).isEqualTo(INVOICES);
    }
  }

  private static int prepared(MortalPostgres postgres) throws SQLException {
    return postgres.number("select count(*) from pg_prepared_xacts");
  }
}
