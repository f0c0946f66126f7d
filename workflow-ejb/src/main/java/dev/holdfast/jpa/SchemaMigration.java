package dev.holdfast.jpa;

import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.holdfast.api.WorkflowException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables up to date when the engine starts, or says what somebody else has to do to
 * them. Several nodes may start at once.
 */
public final class SchemaMigration {

  private static final System.Logger LOG = System.getLogger(SchemaMigration.class.getName());

  /** Says to Flyway that what has not been run yet is no fault. */
  private static final String PENDING_ALLOWED = "*:pending";

  static final String HISTORY_TABLE = "holdfast_schema_history";

  private final DataSource dataSource;
  private final boolean untested;

  /**
   * Makes the migration.
   *
   * @param dataSource the engine's database
   * @param untested whether databases are let in on which Holdfast is not tested
   */
  public SchemaMigration(DataSource dataSource, boolean untested) {
    this.dataSource = dataSource;
    this.untested = untested;
  }

  /**
   * Creates or migrates the tables, and checks those that exist. Must be called outside of
   * transactions. Other tables in the schema are left alone.
   *
   * @return the kind of database
   * @throws WorkflowException {@code database.unreachable}, {@code database.unsupported}, {@code
   *     database.untested}, {@code database.schema_failed} or {@code database.setup_failed}
   */
  public Dialect migrate() {
    Dialect dialect = findTested();
    onSchema(dialect, configuration -> configuration.load().migrate());
    dialect.startUp().ifPresent(this::tell);
    return dialect;
  }

  /**
   * Checks the tables and changes nothing, for databases in which the engine's user must not change
   * tables. The SQL that they lack is logged.
   *
   * @return the kind of database
   * @throws WorkflowException as {@link #migrate}; {@code database.schema_pending} when the tables
   *     lack something
   */
  public Dialect print() {
    Dialect dialect = findTested();
    PendingSchema pending = pending(dialect);
    if (!pending.isEmpty()) {
      LOG.log(Level.WARNING, "The tables of Holdfast need this SQL:\n\n" + pending.sql());
      throw new WorkflowException(
          "database.schema_pending",
          "The tables of Holdfast lack version %s, and holdfast.schema is 'print', so they are not changed. Have the SQL in the log above run by a user who may change tables, or set holdfast.schema=migrate."
              .formatted(pending.versions()));
    }
    dialect.startUp().ifPresent(this::tell);
    return dialect;
  }

  private <T> T onSchema(Dialect dialect, Function<FluentConfiguration, T> work) {
    try {
      FluentConfiguration configuration = configuration(dialect);
      dialect
          .schemaWords()
          .ifPresent(words -> configuration.resourceProvider(scripts(configuration, words)));
      return work.apply(configuration);
    } catch (FlywayException e) {
      throw new WorkflowException(
          "database.schema_failed",
          "The tables of Holdfast cannot be brought up to date: "
              + e.getMessage()
              + " Start the version that wrote them, or repair table "
              + HISTORY_TABLE
              + ".",
          e);
    } finally {
      letGoOfFlyway();
    }
  }

  /**
   * Empties the cache of types of Jackson, in which Flyway's classes are. On servers that have a
   * Jackson of their own it is there for all applications and for good: this one could never be
   * unloaded.
   */
  private static void letGoOfFlyway() {
    TypeFactory.defaultInstance().clearCache();
  }

  /** Checks what was run and returns what was not. */
  PendingSchema pending(Dialect dialect) {
    return onSchema(
        dialect,
        configuration -> {
          Flyway flyway = configuration.ignoreMigrationPatterns(PENDING_ALLOWED).load();
          flyway.validate();
          return new PendingSchema(dialect, flyway.info());
        });
  }

  private Dialect findTested() {
    Dialect dialect = findDialect();
    requireTested(dialect);
    return dialect;
  }

  private void requireTested(Dialect dialect) {
    if (dialect.obstacle().isPresent()) {
      throw new WorkflowException(
          "database.unsupported",
          "Holdfast does not run on %s yet: %s. Set HOLDFAST_DB_URL to %s."
              .formatted(dialect, dialect.obstacle().get(), Dialects.tested()));
    }
    if (!dialect.isTested() && !untested) {
      throw new WorkflowException(
          "database.untested",
          "Holdfast has never been run on %s, expected %s. Set HOLDFAST_DB_URL to one of these; to try %s all the same, with nothing in it that you need, set holdfast.database.untested=true."
              .formatted(dialect, Dialects.tested(), dialect));
    }
  }

  private FluentConfiguration configuration(Dialect dialect) {
    return Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(dataSource)
        .table(HISTORY_TABLE)
        .locations("classpath:" + SchemaScripts.FOLDER)
        .placeholders(dialect.schemaPlaceholders())
        .baselineOnMigrate(true)
        .baselineVersion("0");
  }

  /** Lets Flyway find the scripts, which in servers is not for everyone, and then reads them. */
  private static SchemaScripts scripts(FluentConfiguration configuration, SchemaWords words) {
    return SchemaScripts.read(
        Arrays.stream(configuration.load().info().all())
            .filter(it -> it.getState().isResolved())
            .map(MigrationInfo::getScript)
            .filter(name -> name.endsWith(".sql")) // what Flyway notes for itself is no script
            .toList(),
        words);
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
      return Dialects.find(product)
          .orElseThrow(
              () ->
                  new WorkflowException(
                      "database.unsupported",
                      "Database '"
                          + product
                          + "' at "
                          + withoutSecrets(url)
                          + " is not supported, expected "
                          + Dialects.tested()
                          + ". Set HOLDFAST_DB_URL to one of these."));
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
