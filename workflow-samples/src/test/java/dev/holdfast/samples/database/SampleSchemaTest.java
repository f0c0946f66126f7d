package dev.holdfast.samples.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleSchemaTest {

  @ParameterizedTest
  @EnumSource
  void migratesBesideOtherTables(TestDatabase kind) {
    DataSource source = kind.empty();
    new Database(source).update("create table workflow_instance (id bigint primary key)");

    SampleSchema.migrate(source);

    assertThat(Rows.of(source, "select user_id from sample_user order by user_id"))
        .containsExactly("ada", "ben");
    assertThat(
            Rows.of(
                source,
                "select \"version\" from \"holdfast_samples_history\""
                    + " where \"type\" in ('BASELINE', 'SQL') order by 1"))
        .containsExactly("0", "1", "2", "3");
  }

  @ParameterizedTest
  @EnumSource
  void doesNothingTheSecondTime(TestDatabase kind) {
    DataSource source = kind.fresh();

    SampleSchema.migrate(source);

    assertThat(Rows.of(source, "select count(*) from sample_user")).containsExactly("2");
  }

  @ParameterizedTest
  @EnumSource
  void reportsWhatTheDatabaseSays(TestDatabase kind) {
    Database database = new Database(kind.fresh());

    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> database.update("delete from no_such_table"))
        .withMessageMatching("(?is).*no_such_table.*");
  }

  /** On H2 in the mode that imitates MariaDB. */
  @Test
  void definesTheSameColumnsForMariaDb() throws IOException {
    List<String> columns = columns("migration", "");

    assertThat(columns("mariadb", ";MODE=MariaDB")).isEqualTo(columns).hasSizeGreaterThan(15);
  }

  private static List<String> columns(String folder, String mode) throws IOException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + folder + ";DB_CLOSE_DELAY=-1" + mode);
    for (String script : List.of("V1__sample_tables.sql", "V2__invoices.sql")) {
      try (InputStream in =
          SampleSchema.class.getResourceAsStream(
              "/dev/holdfast/samples/" + folder + "/" + script)) {
        new Database(source).update(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return Rows.of(
        source,
        "select lower(table_name), lower(column_name), is_nullable from information_schema.columns"
            + " where table_schema = 'PUBLIC' order by 1, 2");
  }
}
