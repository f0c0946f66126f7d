package dev.holdfast.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds what the migration scripts are in the words of other databases, as far as H2 knows them.
 */
class SchemaWordsTest {

  /** What H2 does not know in its other modes; partial indexes it knows in none. */
  private static final Wording FOR_H2 =
      new Wording()
          .say(" collate Latin1_\\w+| codeunits32| pctfree 20", "")
          .say("datetimeoffset\\(6\\)", "timestamp(6) with time zone")
          .say("(create index .*\\)) where [^;]*", "$1");

  @ParameterizedTest
  @CsvSource({"MariaDB, MariaDB", "Oracle, Oracle", "SQL Server, MSSQLServer", "Db2, DB2"})
  void definesTheSameTablesForEveryDatabase(String name, String mode) throws SQLException {
    Dialect dialect =
        Dialects.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    Map<String, Set<String>> expected;
    try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:")) {
      run(h2, Dialects.H2, script -> script);
      expected = tables(h2);
    }

    try (Connection other = DriverManager.getConnection("jdbc:h2:mem:;MODE=" + mode)) {
      run(other, dialect, dialect.schemaWords().orElseThrow()::of);

      assertThat(tables(other)).isEqualTo(expected);
    }
    assertThat(expected).hasSizeGreaterThan(10);
  }

  @Test
  void boundsTextsInKeysAndIndexesOnly() {
    SchemaWords words = Dialects.MARIADB.schemaWords().orElseThrow();

    assertThat(
            words.of(
                """
                create table t (
                  a varchar not null,
                  b varchar(20),
                  c varchar,
                  e varchar,
                  at timestamp(6) with time zone,
                  constraint t_pk primary key (a, b)
                ) ${room for updates};
                create index t_e on t (e, at);
                alter table t add column d varchar;
                """))
        .isEqualTo(
            """
            create table t (
              a varchar(300) not null,
              b varchar(20),
              c longtext,
              e varchar(300),
              at datetime(6),
              constraint t_pk primary key (a, b)
            ) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin ${room for updates};
            create index t_e on t (e, at);
            alter table t add column d longtext;
            """);
  }

  /** What has been run somewhere must stay as it is: Flyway refuses to go on otherwise. */
  @ParameterizedTest
  @CsvSource({
    "V1__journal.sql, 3040452478, 1232384349",
    "V2__control.sql, 1633710217, 211441237",
    "V3__blobs.sql, 626526316, 3563527454",
    "V4__schedules.sql, 2401528399, 2243923461",
    "V6__log.sql, 3066326063, 3066326063",
    "V7__limits.sql, 1725950948, 1919153699",
  })
  void neverChangesWhatHasBeenReleased(String script, long checksum, long checksumOnMariaDb) {
    String text = SchemaScripts.text(script);

    assertThat(checksum(text)).isEqualTo(checksum);
    assertThat(checksum(Dialects.MARIADB.schemaWords().orElseThrow().of(text)))
        .isEqualTo(checksumOnMariaDb);
  }

  private interface Words {
    String of(String script);
  }

  private static void run(Connection connection, Dialect dialect, Words words) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String name : scripts()) {
        String script = words.of(SchemaScripts.text(name)).replaceAll("(?m)^--.*$", "");
        for (Map.Entry<String, String> placeholder : dialect.schemaPlaceholders().entrySet()) {
          script = script.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        for (String sql : FOR_H2.of(script).split(";", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
    }
  }

  private static List<String> scripts() {
    Flyway flyway =
        Flyway.configure()
            .dataSource("jdbc:h2:mem:", "sa", "")
            .locations("classpath:" + SchemaScripts.FOLDER)
            .load();
    return Arrays.stream(flyway.info().all()).map(it -> it.getScript()).toList();
  }

  /** Returns columns, and whether they may be null, and the columns of keys and indexes. */
  private static Map<String, Set<String>> tables(Connection connection) throws SQLException {
    Map<String, Set<String>> tables = new TreeMap<>();
    try (ResultSet columns = connection.getMetaData().getColumns(null, null, "%", "%")) {
      while (columns.next()) {
        add(
            tables,
            columns.getString("TABLE_NAME"),
            columns.getString("COLUMN_NAME") + " " + columns.getString("IS_NULLABLE"));
      }
    }
    for (String table : Set.copyOf(tables.keySet())) {
      if (table.startsWith("workflow")) {
        try (ResultSet keys =
            connection
                .getMetaData()
                .getIndexInfo(null, null, stored(connection, table), false, true)) {
          while (keys.next()) {
            add(
                tables,
                table,
                "key %s %s %s"
                    .formatted(
                        keys.getBoolean("NON_UNIQUE"),
                        keys.getInt("ORDINAL_POSITION"),
                        keys.getString("COLUMN_NAME")));
          }
        }
      }
    }
    tables.keySet().removeIf(table -> !table.startsWith("workflow"));
    return tables;
  }

  private static String stored(Connection connection, String table) throws SQLException {
    return connection.getMetaData().storesLowerCaseIdentifiers()
        ? table
        : table.toUpperCase(Locale.ROOT);
  }

  private static void add(Map<String, Set<String>> tables, String table, String what) {
    tables
        .computeIfAbsent(table.toLowerCase(Locale.ROOT), it -> new TreeSet<>())
        .add(what.toLowerCase(Locale.ROOT));
  }

  private static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
