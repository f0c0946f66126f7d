package dev.holdfast.jpa;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * Is the SQL that the engine would run to bring its tables up to date, with what notes in the
 * history table that it was run, so that the engine finds the tables as if it had done so itself.
 *
 * @param dialect the words of the database
 * @param migrations what there is and what was run
 */
record PendingSchema(Dialect dialect, MigrationInfoService migrations) {

  /** Tells whether the tables lack anything. */
  boolean isEmpty() {
    return migrations.pending().length == 0;
  }

  /** Returns the versions that are missing. */
  String versions() {
    return Arrays.stream(migrations.pending())
        .map(it -> it.getVersion().getVersion())
        .collect(Collectors.joining(", "));
  }

  /** Returns the statements, each ended by a semicolon. */
  String sql() {
    MigrationInfo[] pending = migrations.pending();
    int rank =
        Arrays.stream(migrations.applied())
            .map(MigrationInfo::getInstalledRank)
            .reduce(0, Integer::max);
    return IntStream.range(0, pending.length)
        .mapToObj(i -> script(pending[i].getScript()) + note(pending[i], rank + 1 + i))
        .collect(Collectors.joining("\n", historyTable(), ""));
  }

  private String script(String name) {
    String text = SchemaScripts.text(name);
    String worded = dialect.schemaWords().map(words -> words.of(text)).orElse(text);
    for (Map.Entry<String, String> placeholder : dialect.schemaPlaceholders().entrySet()) {
      worded = worded.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
    }
    return worded;
  }

  private String historyTable() {
    return quoted(
        """
        create table if not exists "%s" (
          "installed_rank" integer not null primary key,
          "version" varchar(50),
          "description" varchar(200) not null,
          "type" varchar(20) not null,
          "script" varchar(1000) not null,
          "checksum" integer,
          "installed_by" varchar(100) not null,
          "installed_on" timestamp not null default current_timestamp,
          "execution_time" integer not null,
          "success" boolean not null
        );

        """
            .formatted(SchemaMigration.HISTORY_TABLE));
  }

  private String note(MigrationInfo migration, int rank) {
    return quoted(
        """

        insert into "%s" ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
        values (%d, '%s', '%s', 'SQL', '%s', %d, 'printed', 0, true);
        """
            .formatted(
                SchemaMigration.HISTORY_TABLE,
                rank,
                migration.getVersion().getVersion(),
                migration.getDescription(),
                migration.getScript(),
                migration.getChecksum()));
  }

  private String quoted(String sql) {
    return sql.replace("\"", dialect.quote());
  }
}
