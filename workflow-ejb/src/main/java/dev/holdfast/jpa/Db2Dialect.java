package dev.holdfast.jpa;

import java.util.Optional;

/**
 * Db2 for Linux, UNIX and Windows 11.5, not tested. Its table space needs pages of 32 KiB. What is
 * sorted cannot be selected for update: it is read with locks that are kept. A select needs a
 * table. Points in time are stored in UTC, as on MariaDB.
 */
final class Db2Dialect extends WordedDialect {

  private static final String NO_TABLE = " from sysibm.sysdummy1";

  private static final Wording STATEMENTS =
      new Wording()
          .say("cast\\(\\? as timestamp\\(6\\) with time zone\\)", "cast(? as timestamp(6))")
          .say("cast\\(\\? as varchar\\) where", "cast(? as varchar(300))" + NO_TABLE + " where")
          .say("\\bcurrent_timestamp\\b", "(current timestamp - current timezone)")
          .say("(current timezone\\) as now)$", "$1" + NO_TABLE)
          .say("substring\\(type from 1 for 1\\)", "substr(type, 1, 1)")
          .say("\\band \\? then\\b", "and cast(? as boolean) then")
          .say("limit (\\?\\d*)", "fetch first $1 rows only")
          .say(
              " for update skip locked$",
              " for read only with rs use and keep update locks skip locked data")
          .say(" for update$", " for read only with rs use and keep update locks");

  private static final SchemaWords SCHEMA =
      new SchemaWords(
          "varchar(300 codeunits32)",
          "varchar(300 codeunits32)",
          "",
          new Wording()
              .say("timestamp\\(6\\) with time zone", "timestamp(6)")
              .say("\\btext\\b", "clob(128m)")
              .say("\\bbytea\\b", "blob(1m)")
              .say("cache 1;", "no cache;"));

  Db2Dialect() {
    super("Db2", STATEMENTS, SCHEMA);
  }

  @Override
  boolean isOf(String productName) {
    return productName.startsWith("DB2/");
  }

  @Override
  boolean isTested() {
    return false;
  }

  @Override
  String shareLock() {
    return " for read only with rs use and keep share locks";
  }

  @Override
  String nextValue(String sequence) {
    return "next value for " + sequence + NO_TABLE;
  }

  @Override
  Optional<String> storedTime(String column) {
    return Optional.of("varchar_format(" + column + ", 'YYYY-MM-DD HH24:MI:SS.FF6')");
  }
}
