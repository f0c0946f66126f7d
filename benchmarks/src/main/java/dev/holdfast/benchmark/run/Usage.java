package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Is what has been used so far.
 *
 * @param counted what the database has counted; empty when the engine has another one
 * @param engineMillis CPU time of the engine's process
 * @param databaseMillis CPU time of the database's processes, those that have ended included
 */
record Usage(Optional<Counted> counted, long engineMillis, long databaseMillis) {

  /**
   * Is what a database has counted.
   *
   * @param commits transactions committed in the database of the engine
   * @param rows rows inserted, updated and deleted there
   * @param walBytes bytes written to the log of the server
   */
  record Counted(long commits, long rows, long walBytes) {

    Figures since(Counted before, double workflows) {
      return Figures.NONE
          .with("commits_per_wf", (commits - before.commits) / workflows)
          .with("rows_per_wf", (rows - before.rows) / workflows)
          .with("wal_bytes_per_wf", (walBytes - before.walBytes) / workflows);
    }
  }

  /** Backends publish what they have counted when they have been idle for ten seconds. */
  private static final long SETTLED_MILLIS = 11_000;

  /** Of a line of /proc/…/stat behind the name: user, system, and those of children that ended. */
  private static final int[] CPU_FIELDS = {11, 12, 13, 14};

  private static final long MILLIS_PER_TICK = 10;

  /** Reads when nothing is missing from the counters. */
  static Usage readSettled(BenchmarkDatabase database, String name, Engine engine)
      throws SQLException, IOException, InterruptedException {
    long engineMillis = cpu(engine.process());
    if (engine.ownDatabase().isPresent()) {
      return new Usage(Optional.empty(), engineMillis, cpu(engine.ownDatabase().get()));
    }
    long databaseMillis = 0;
    for (ProcessHandle process : database.processes()) {
      databaseMillis += cpu(process);
    }
    Thread.sleep(SETTLED_MILLIS);
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select xact_commit, tup_inserted + tup_updated + tup_deleted,"
                    + " pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"
                    + " from pg_stat_database where datname = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Usage(
            Optional.of(new Counted(row.getLong(1), row.getLong(2), row.getLong(3))),
            engineMillis,
            databaseMillis);
      }
    }
  }

  /** Returns what was used since, for each of some workflows. */
  Figures since(Usage before, double workflows) {
    return counted
        .flatMap(now -> before.counted.map(then -> now.since(then, workflows)))
        .orElse(Figures.NONE)
        .with("engine_cpu_ms_per_wf", (engineMillis - before.engineMillis) / workflows)
        .with("database_cpu_ms_per_wf", (databaseMillis - before.databaseMillis) / workflows);
  }

  private static long cpu(ProcessHandle process) throws IOException {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "stat");
    if (!Files.exists(file)) {
      return 0;
    }
    String line = Files.readString(file);
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    long ticks = 0;
    for (int field : CPU_FIELDS) {
      ticks += Long.parseLong(fields.get(field));
    }
    return ticks * MILLIS_PER_TICK;
  }
}
