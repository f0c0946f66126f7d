package dev.holdfast.benchmark.journal;

import com.github.f4b6a3.uuid.UuidCreator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.benchmark.run.PlainProcess;
import dev.holdfast.engine.model.NotifiedWorkflows;
import dev.holdfast.jpa.DatabaseClock;
import dev.holdfast.jpa.Dialect;
import dev.holdfast.jpa.JpaPorts;
import dev.holdfast.jpa.SchemaMigration;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes the journal of a workload in this process: arguments are the URL of the database, its user
 * and password.
 */
public final class JournalProcess {

  private JournalProcess() {}

  /**
   * Performs the workloads that it reads.
   *
   * @param arguments URL, user, password
   */
  public static void main(String[] arguments) throws Exception {
    HikariConfig pool = PlainProcess.pool(arguments);
    try (HikariDataSource database = new HikariDataSource(pool)) {
      Dialect dialect = new SchemaMigration(database, false).migrate();
      pool.setAutoCommit(false); // for what writes the journal
      try (HikariDataSource connections = new HikariDataSource(pool);
          EntityManagerFactory factory = entities(database)) {
        ExecutorService threads = Executors.newCachedThreadPool();
        PlainProcess.serve(
            new JournalSubject(
                ports(new PlainTransactions(factory, connections), dialect), threads));
        threads.shutdownNow();
      }
    }
    System.exit(0);
  }

  private static EntityManagerFactory entities(HikariDataSource database) {
    return Persistence.createEntityManagerFactory(
        "holdfast",
        Map.of(
            "jakarta.persistence.transactionType",
            "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource",
            database));
  }

  private static JpaPorts ports(PlainTransactions transactions, Dialect dialect) {
    return JpaPorts.of(
        transactions,
        transactions,
        transactions,
        dialect,
        NotifiedWorkflows.NONE,
        () -> UuidCreator.getTimeOrderedEpoch().toString(),
        DatabaseClock.startingAtSystemTime());
  }
}
