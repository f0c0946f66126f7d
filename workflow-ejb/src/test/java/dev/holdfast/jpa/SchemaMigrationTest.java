package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.api.WorkflowException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SchemaMigrationTest {

  @Test
  void isHarmlessWhenRepeatedAndBesideOtherTables() throws SQLException {
    DataSource database = TestDatabase.newH2("shared");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table customer (id bigint primary key)");
    }

    assertThat(new SchemaMigration(database).migrate()).isEqualTo(Dialect.H2);
    assertThat(new SchemaMigration(database).migrate()).isEqualTo(Dialect.H2);
  }

  @Test
  void refusesTablesOfAnotherVersion() throws SQLException {
    DataSource database = TestDatabase.newH2("changed");
    new SchemaMigration(database).migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update \"holdfast_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
    }

    assertThatThrownBy(() -> new SchemaMigration(database).migrate())
        .isInstanceOf(WorkflowException.class)
        .hasMessageContaining("holdfast_schema_history")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.schema_failed");
  }

  @Test
  void namesTheSettingWhenTheDatabaseIsOutOfReach() {
    JdbcDataSource nowhere = new JdbcDataSource();
    nowhere.setURL("jdbc:h2:tcp://127.0.0.1:1/none");

    assertThatThrownBy(() -> new SchemaMigration(nowhere).migrate())
        .hasMessageContaining("HOLDFAST_DB_URL")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.unreachable");
  }

  @Test
  void namesADatabaseThatIsNotSupportedWithoutItsPassword() {
    DatabaseMetaData exotic =
        fake(DatabaseMetaData.class, "jdbc:exotic://host/db?password=x", "Exotic");
    DataSource dataSource = fake(DataSource.class, fake(Connection.class, exotic, exotic), "");

    assertThatThrownBy(() -> new SchemaMigration(dataSource).migrate())
        .hasMessageContaining("Exotic")
        .hasMessageContaining("jdbc:exotic://host/db")
        .hasMessageNotContaining("password=")
        .extracting(e -> ((WorkflowException) e).code())
        .isEqualTo("database.unsupported");
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
