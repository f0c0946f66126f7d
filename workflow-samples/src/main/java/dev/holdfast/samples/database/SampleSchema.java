package dev.holdfast.samples.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the samples' tables up to date at start, outside any transaction: a migration commits by
 * itself. Nodes that start together take turns.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SampleSchema {

  /** Records what was migrated; the engine's tables have their own record. */
  static final String HISTORY_TABLE = "holdfast_samples_history";

  @Resource private DataSource dataSource;

  /** Is not called as the other method: Payara finds it by its name alone. */
  @PostConstruct
  void start() {
    migrate(dataSource);
  }

  static void migrate(DataSource dataSource) {
    Flyway.configure(SampleSchema.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:dev/holdfast/samples/" + folder(dataSource))
        .table(HISTORY_TABLE)
        // The schema is not empty when the engine's tables are there first.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private static String folder(DataSource dataSource) {
    return new Database(dataSource)
            .call(connection -> connection.getMetaData().getDatabaseProductName())
            .equals("MariaDB")
        ? "mariadb"
        : "migration";
  }
}
