package dev.holdfast.jpa;

import java.util.Map;

/**
 * Microsoft SQL Server 2022, not tested. Its database needs {@code read_committed_snapshot on}.
 * Locks are asked for behind the name of the table; truth is a number. It takes at most 2100
 * parameters, and ids that differ in blanks at their end for the same.
 */
final class SqlServerDialect extends WordedDialect {

  private static final Wording STATEMENTS =
      new Wording()
          .say("\\brollback\\b", "[rollback]")
          .say("cast\\(\\? as timestamp\\(6\\) with time zone\\)", "cast(? as datetimeoffset(6))")
          .say("cast\\(\\? as varchar\\)", "cast(? as nvarchar(300))")
          .say("\\bcurrent_timestamp\\b", "sysdatetimeoffset()")
          .say("substring\\(type from 1 for 1\\)", "substring(type, 1, 1)")
          .say("\\bnot (fenced|paused)\\b", "$1 = 0")
          .say("\\band (fenced|paused)$", "and $1 = 1")
          .say("\\band \\? then\\b", "and ? = 1 then")
          .say("\\btrue\\b", "1")
          .say("\\bfalse\\b", "0")
          .say(
              "\\bfrom (\\w+) (where .*) for update skip locked$",
              "from $1 with (updlock, rowlock, readpast) $2")
          .say("\\bfrom (\\w+) (where .*) for update$", "from $1 with (updlock, rowlock) $2")
          .say("\\bfrom (\\w+) (where .*) for share$", "from $1 with (repeatableread, rowlock) $2")
          .say(
              "\\(select 1 from (.*) limit \\?\\)",
              "(select 1 as one from $1 order by (select null)"
                  + " offset 0 rows fetch next ? rows only)")
          .say("limit (\\?\\d*)", "offset 0 rows fetch next $1 rows only");

  private static final String BINARY = " collate Latin1_General_100_BIN2";

  private static final SchemaWords SCHEMA =
      new SchemaWords(
          "nvarchar(300)" + BINARY,
          "nvarchar(1000)" + BINARY,
          "",
          new Wording()
              .say("timestamp\\(6\\) with time zone", "datetimeoffset(6)")
              .say("\\brollback\\b", "[rollback]")
              .say(" varchar\\((\\d+)\\)", " nvarchar($1)" + BINARY)
              .say("\\btext\\b", "nvarchar(max)")
              .say("\\bbytea\\b", "varbinary(max)")
              .say("\\bboolean\\b", "bit")
              .say("\\bdefault true\\b", "default 1")
              .say("\\bdefault false\\b", "default 0")
              .say("cache 1;", "no cache;")
              .say("add column ", "add "));

  SqlServerDialect() {
    super("SQL Server", STATEMENTS, SCHEMA);
  }

  @Override
  boolean isOf(String productName) {
    return productName.equals("Microsoft SQL Server");
  }

  @Override
  boolean isTested() {
    return false;
  }

  @Override
  String shareLock() {
    return " for share";
  }

  @Override
  Map<String, String> schemaPlaceholders() {
    return Map.of(
        "room for updates", "",
        "room for updates of steps and events", "",
        "when due", "where wake_at is not null",
        "when owned", "where owner is not null",
        "when listed", "where status <> 'running'",
        "index of retrying steps", "");
  }
}
