package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.WorkflowException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SchemaMigrationTest {

  @Test
  void isHarmlessWhenRepeatedAndBesideOtherTables() throws SQLException {
    DataSource database = TestDatabase.newH2("shared");
    run(database, "create table customer (id bigint primary key)");

    assertThat(new SchemaMigration(database, false).migrate()).isEqualTo(Dialects.H2);
    assertThat(new SchemaMigration(database, false).migrate()).isEqualTo(Dialects.H2);
  }

  /** What released versions have stored; Flyway refuses a database that has anything else. */
  @Test
  void acceptsWhatEarlierVersionsHaveMigrated() throws SQLException {
    for (TestDatabase database : List.of(TestDatabase.h2(), TestDatabase.postgres())) {
      assertThat(checksums(database.dataSource))
          .as(database.dialect.name())
          .containsAllEntriesOf(
              Map.of(
                  "1", 1425936736,
                  "2", 804986412,
                  "3", -657857386,
                  "4", 73739524,
                  "6", -136358938,
                  "7", 451306509));
    }
  }

  @Test
  void printsWhatIsMissingAndChangesNothing() throws SQLException {
    printedSqlMakesTheTables(TestDatabase.newH2("printed"), Dialects.H2);
    printedSqlMakesTheTables(TestDatabase.newPostgres("printed"), Dialects.POSTGRESQL);
  }

  /** Goes through what a deployer does whose server must not change tables. */
  static void printedSqlMakesTheTables(DataSource database, Dialect dialect) throws SQLException {
    SchemaMigration migration = new SchemaMigration(database, false);

    assertThatThrownBy(migration::print)
        .hasMessageContaining("lack version 1, 2, 3")
        .hasMessageContaining("holdfast.schema=migrate")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.schema_pending");
    assertThatThrownBy(() -> run(database, "select * from workflow_instance"))
        .isInstanceOf(SQLException.class);

    run(database, migration.pending(dialect).sql());
    assertThat(migration.print()).isEqualTo(dialect);
    assertThat(migration.migrate()).isEqualTo(dialect);
    assertThat(migration.pending(dialect).isEmpty()).isTrue();
  }

  /** What docs/databases.md says a user needs who must not change tables. */
  @Test
  void printingNeedsNoRightToChangeTables() throws SQLException {
    DataSource owner = TestDatabase.newPostgres("granted");
    run(owner, new SchemaMigration(owner, false).pending(Dialects.POSTGRESQL).sql());
    run(
        owner,
        "create role clerk login password 'clerk';"
            + "grant select, insert, update, delete on all tables in schema public to clerk;"
            + "grant usage on all sequences in schema public to clerk");
    DataSource clerk = TestDatabase.existingPostgres("granted", "clerk");

    assertThatThrownBy(() -> run(clerk, "create table mine (id bigint)"))
        .hasMessageContaining("permission denied");
    assertThat(new SchemaMigration(clerk, false).print()).isEqualTo(Dialects.POSTGRESQL);
  }

  @Test
  void printsOnlyWhatIsMissing() throws SQLException {
    DataSource database = TestDatabase.newH2("half");
    Flyway.configure()
        .dataSource(database)
        .table("holdfast_schema_history")
        .locations("classpath:" + SchemaScripts.FOLDER)
        .placeholders(Dialects.H2.schemaPlaceholders())
        .target("7")
        .load()
        .migrate();
    SchemaMigration migration = new SchemaMigration(database, false);

    PendingSchema pending = migration.pending(Dialects.H2);

    assertThat(pending.versions()).startsWith("8, 9, 10");
    run(database, pending.sql());
    assertThat(migration.print()).isEqualTo(Dialects.H2);
    assertThat(migration.migrate()).isEqualTo(Dialects.H2);
  }

  @Test
  void printingRefusesTablesOfAnotherVersion() throws SQLException {
    DataSource database = TestDatabase.newH2("printed-changed");
    new SchemaMigration(database, false).migrate();
    run(database, "update \"holdfast_schema_history\" set \"checksum\" = 1");

    assertThatThrownBy(() -> new SchemaMigration(database, false).print())
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.schema_failed");
  }

  private static void run(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<String, Integer> checksums(DataSource database) throws SQLException {
    Map<String, Integer> checksums = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select \"version\", \"checksum\" from \"holdfast_schema_history\""
                    + " where \"type\" = 'SQL'")) {
      while (rows.next()) {
        checksums.put(rows.getString(1), rows.getInt(2));
      }
    }
    return checksums;
  }

  @Test
  void refusesTablesOfAnotherVersion() throws SQLException {
    DataSource database = TestDatabase.newH2("changed");
    new SchemaMigration(database, false).migrate();
    run(
        database,
        "update \"holdfast_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");

    assertThatThrownBy(() -> new SchemaMigration(database, false).migrate())
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("holdfast_schema_history")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.schema_failed");
  }

  @Test
  void namesTheSettingWhenTheDatabaseIsOutOfReach() {
    JdbcDataSource nowhere = new JdbcDataSource();
    nowhere.setURL("jdbc:h2:tcp://127.0.0.1:1/none");

    assertThatThrownBy(() -> new SchemaMigration(nowhere, false).migrate())
        .hasMessageContaining("HOLDFAST_DB_URL")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.unreachable");
  }

  @Test
  void namesADatabaseThatIsNotSupportedWithoutItsPassword() {
    DatabaseMetaData exotic =
        fake(DatabaseMetaData.class, "jdbc:exotic://host/db?password=x", "Exotic");
    DataSource dataSource = fake(DataSource.class, fake(Connection.class, exotic, exotic), "");

    assertThatThrownBy(() -> new SchemaMigration(dataSource, false).migrate())
        .hasMessageContaining("Exotic")
        .hasMessageContaining("jdbc:exotic://host/db")
        .hasMessageNotContaining("password=")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.unsupported");
  }

  @Test
  void letsNobodyTakeADatabaseForTestedThatIsNot() {
    assertThatThrownBy(() -> new SchemaMigration(called("DB2/LINUXX8664"), false).migrate())
        .hasMessageContaining("Db2")
        .hasMessageContaining("expected H2, PostgreSQL or MariaDB")
        .hasMessageContaining("holdfast.database.untested=true")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.untested");
    assertThatThrownBy(() -> new SchemaMigration(called("Microsoft SQL Server"), false).migrate())
        .hasMessageContaining("SQL Server")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.untested");
  }

  @Test
  void refusesADatabaseThatIsKnownNotToWorkWhateverTheSetting() {
    assertThatThrownBy(() -> new SchemaMigration(called("Oracle"), true).migrate())
        .hasMessageContaining("empty texts")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.unsupported");
  }

  private static DataSource called(String product) {
    DatabaseMetaData metaData = fake(DatabaseMetaData.class, "jdbc:other://host/db", product);
    return fake(DataSource.class, fake(Connection.class, metaData, metaData), "");
  }

  /** Answers everything with one value, and the name of the product with another. */
  private static <T> T fake(Class<T> type, Object value, Object productName) {
    return type.cast(
        Proxy.newProxyInstance(
            SchemaMigrationTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getDatabaseProductName" -> productName;
                  case "close" -> null;
                  default -> value;
                }));
  }
}
