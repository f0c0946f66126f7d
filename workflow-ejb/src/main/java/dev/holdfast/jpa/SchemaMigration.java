package dev.holdfast.jpa;

import dev.holdfast.api.WorkflowException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date when the engine starts. Several nodes may start at once. */
public final class SchemaMigration {

  private static final String HISTORY_TABLE = "holdfast_schema_history";

  private final DataSource dataSource;

  /**
   * Makes the migration.
   *
   * @param dataSource the engine's database
   */
  public SchemaMigration(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Creates or migrates the tables, and checks those that exist. Must be called outside of
   * transactions. Other tables in the schema are left alone.
   *
   * @return the kind of database
   * @throws WorkflowException {@code database.unreachable}, {@code database.unsupported}, {@code
   *     database.schema_failed} or {@code database.setup_failed}
   */
  public Dialect migrate() {
    Dialect dialect = findDialect();
    try {
      Flyway.configure(SchemaMigration.class.getClassLoader())
          .dataSource(dataSource)
          .table(HISTORY_TABLE)
          .locations("classpath:dev/holdfast/migration")
          .placeholders(dialect.schemaPlaceholders())
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new WorkflowException(
          "database.schema_failed",
          "The tables of Holdfast cannot be brought up to date: "
              + e.getMessage()
              + " Start the version that wrote them, or repair table "
              + HISTORY_TABLE
              + ".",
          e);
    }
    dialect.startUp().ifPresent(this::tell);
    return dialect;
  }

  private void tell(String statement) {
    try (Connection connection = dataSource.getConnection();
        Statement told = connection.createStatement()) {
      told.execute(statement);
    } catch (SQLException e) {
      throw new WorkflowException(
          "database.setup_failed",
          "The database of Holdfast did not accept '%s': %s Give HOLDFAST_DB_USER the right to change settings."
              .formatted(statement, e.getMessage()),
          e);
    }
  }

  private Dialect findDialect() {
    try (Connection connection = dataSource.getConnection()) {
      DatabaseMetaData database = connection.getMetaData();
      String product = database.getDatabaseProductName();
      String url = database.getURL();
      return Dialect.find(product)
          .orElseThrow(
              () ->
                  new WorkflowException(
                      "database.unsupported",
                      "Database '"
                          + product
                          + "' at "
                          + withoutSecrets(url)
                          + " is not supported, expected H2 or PostgreSQL. Set HOLDFAST_DB_URL to"
                          + " one of these."));
    } catch (SQLException e) {
      throw new WorkflowException(
          "database.unreachable",
          "The database of Holdfast cannot be reached: "
              + e.getMessage()
              + " Check that it runs and that HOLDFAST_DB_URL, HOLDFAST_DB_USER and"
              + " HOLDFAST_DB_PASSWORD are right.",
          e);
    }
  }

  /** Cuts the parameters off, which may hold a password. */
  private static String withoutSecrets(String url) {
    return url.split("[?;]", 2)[0];
  }
}
