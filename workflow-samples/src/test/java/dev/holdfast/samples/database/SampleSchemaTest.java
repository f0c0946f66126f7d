package dev.holdfast.samples.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import javax.sql.DataSource;
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
        .containsExactly("0", "1");
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
}
