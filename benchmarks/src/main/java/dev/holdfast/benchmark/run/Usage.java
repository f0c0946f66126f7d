package dev.holdfast.benchmark.run;

import dev.holdfast.benchmark.workload.Figures;
import dev.holdfast.benchmark.workload.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

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
   * @param rowsReturned rows that it returned from tables and entries from indexes
   * @param rowsFetched rows that it fetched by indexes
   * @param blocks blocks that it looked at, in its memory or not
   * @param walBytes bytes written to the log of the server
   */
  record Counted(
      long commits, long rows, long rowsReturned, long rowsFetched, long blocks, long walBytes) {

    Figures since(Counted before, String end, double count) {
      return Figures.NONE
          .with("commits" + end, (commits - before.commits) / count)
          .with("rows" + end, (rows - before.rows) / count)
          .with("rows_returned" + end, (rowsReturned - before.rowsReturned) / count)
          .with("rows_fetched" + end, (rowsFetched - before.rowsFetched) / count)
          .with("blocks" + end, (blocks - before.blocks) / count)
          .with("wal_bytes" + end, (walBytes - before.walBytes) / count);
    }

    Figures whileIdle(Counted before, double seconds) {
      return Figures.NONE
          .with("idle_commits_per_s", (commits - before.commits) / seconds)
          .with("idle_rows_returned_per_s", (rowsReturned - before.rowsReturned) / seconds)
          .with("idle_blocks_per_s", (blocks - before.blocks) / seconds);
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
    Usage cpu = ofCpu(database, engine);
    if (engine.ownDatabase().isPresent()) {
      return cpu;
    }
    Thread.sleep(SETTLED_MILLIS);
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select xact_commit, tup_inserted + tup_updated + tup_deleted,"
                    + " tup_returned, tup_fetched, blks_hit + blks_read,"
                    + " pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"
                    + " from pg_stat_database where datname = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Usage(
            Optional.of(
                new Counted(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6))),
            cpu.engineMillis,
            cpu.databaseMillis);
      }
    }
  }

  /** Reads the CPU alone, which is there at once; that of a shared database is for all engines. */
  static Usage ofCpu(BenchmarkDatabase database, Engine engine) {
    long engineMillis = cpu(engine.process());
    long databaseMillis =
        engine
            .ownDatabase()
            .map(Usage::cpu)
            .orElseGet(() -> database.processes().stream().mapToLong(Usage::cpu).sum());
    return new Usage(Optional.empty(), engineMillis, databaseMillis);
  }

  /** Returns what was used since, for each unit of what a trial has measured. */
  Figures since(Usage before, Trial trial, Figures measured) {
    Figures all = Figures.NONE;
    for (Unit unit : trial.workload().units()) {
      all = all.and(since(before, unit, measured.get(unit.count())));
    }
    return all;
  }

  private Figures since(Usage before, Unit unit, double count) {
    String end = "_per_" + unit.shown();
    return compare(before, (now, then) -> now.since(then, end, count))
        .with("engine_cpu_ms" + end, (engineMillis - before.engineMillis) / count)
        .with("database_cpu_ms" + end, (databaseMillis - before.databaseMillis) / count);
  }

  /**
   * Returns what was used since, in each second and in percent of a core, while nothing is done.
   */
  Figures whileIdle(Usage before, double seconds) {
    double percent = 1 / (seconds * 10);
    return compare(before, (now, then) -> now.whileIdle(then, seconds))
        .with("idle_engine_cpu_percent", (engineMillis - before.engineMillis) * percent)
        .with("idle_database_cpu_percent", (databaseMillis - before.databaseMillis) * percent);
  }

  private Figures compare(Usage before, BiFunction<Counted, Counted, Figures> comparison) {
    return counted
        .flatMap(now -> before.counted.map(then -> comparison.apply(now, then)))
        .orElse(Figures.NONE);
  }

  private static long cpu(ProcessHandle process) {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "stat");
    String line;
    try {
      line = Files.readString(file);
    } catch (IOException e) {
      return 0; // it has ended, maybe while it was being read
    }
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    long ticks = 0;
    for (int field : CPU_FIELDS) {
      ticks += Long.parseLong(fields.get(field));
    }
    return ticks * MILLIS_PER_TICK;
  }
}
