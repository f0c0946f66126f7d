package dev.holdfast.benchmark.scheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.benchmark.run.PlainProcess;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

/**
 * Runs db-scheduler in this process: arguments are the URL of the database, its user and password.
 */
public final class SchedulerProcess {

  private static final int THREADS = 64;

  /** The table that the project's guide defines for PostgreSQL. */
  private static final String TABLE =
      """
      create table if not exists scheduled_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamp with time zone not null,
        picked boolean not null,
        picked_by text,
        last_success timestamp with time zone,
        last_failure timestamp with time zone,
        consecutive_failures int,
        last_heartbeat timestamp with time zone,
        version bigint not null,
        priority smallint,
        primary key (task_name, task_instance)
      );
      create index if not exists execution_time_idx on scheduled_tasks (execution_time);
      create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      """;

  private SchedulerProcess() {}

  /**
   * Performs the workloads that it reads.
   *
   * @param arguments URL, user, password
   */
  public static void main(String[] arguments) throws Exception {
    HikariConfig pool = PlainProcess.pool(arguments);
    try (HikariDataSource database = new HikariDataSource(pool)) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(TABLE);
      }
      Scheduler scheduler =
          Scheduler.create(database, SchedulerSubject.job(), SchedulerSubject.later())
              .threads(THREADS)
              .enableImmediateExecution()
              .pollUsingLockAndFetch(0.5, 4)
              .pollingInterval(Duration.ofSeconds(1))
              .build();
      scheduler.start();
      PlainProcess.serve(new SchedulerSubject(scheduler));
      scheduler.stop();
    }
    System.exit(0);
  }
}
